// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { Long } from '@grpc/proto-loader';

export interface RiskRecord {
  'action'?: (string);
  'person'?: (string);
  'termsVersion'?: (string);
  'recordedBy'?: (string);
  'atMs'?: (number | string | Long);
}

export interface RiskRecord__Output {
  'action': (string);
  'person': (string);
  'termsVersion': (string);
  'recordedBy': (string);
  'atMs': (string);
}
