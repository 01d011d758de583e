// Original file: protos/proto/qiantai/acquiring/v1/offline_card.proto

import type { Long } from '@grpc/proto-loader';

export interface OfflineRisk {
  'merchantId'?: (string);
  'accepted'?: (boolean);
  'person'?: (string);
  'termsVersion'?: (string);
  'recordedBy'?: (string);
  'atMs'?: (number | string | Long);
}

export interface OfflineRisk__Output {
  'merchantId': (string);
  'accepted': (boolean);
  'person': (string);
  'termsVersion': (string);
  'recordedBy': (string);
  'atMs': (string);
}
