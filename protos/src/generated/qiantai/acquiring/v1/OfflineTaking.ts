// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { Long } from '@grpc/proto-loader';

export interface OfflineTaking {
  'takenAtMs'?: (number | string | Long);
  'brand'?: (string);
  'forced'?: (boolean);
}

export interface OfflineTaking__Output {
  'takenAtMs': (string);
  'brand': (string);
  'forced': (boolean);
}
