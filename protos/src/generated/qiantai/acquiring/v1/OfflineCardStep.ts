// Original file: protos/proto/qiantai/acquiring/v1/offline_card.proto

import type { Long } from '@grpc/proto-loader';

export interface OfflineCardStep {
  'version'?: (number | string | Long);
  'event'?: (string);
  'fromStatus'?: (string);
  'toStatus'?: (string);
  'byName'?: (string);
  'why'?: (string);
  'atMs'?: (number | string | Long);
}

export interface OfflineCardStep__Output {
  'version': (string);
  'event': (string);
  'fromStatus': (string);
  'toStatus': (string);
  'byName': (string);
  'why': (string);
  'atMs': (string);
}
