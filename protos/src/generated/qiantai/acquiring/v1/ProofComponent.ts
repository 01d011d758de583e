// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { Long } from '@grpc/proto-loader';

export interface ProofComponent {
  'section'?: (string);
  'code'?: (string);
  'name'?: (string);
  'amountMinor'?: (number | string | Long);
}

export interface ProofComponent__Output {
  'section': (string);
  'code': (string);
  'name': (string);
  'amountMinor': (string);
}
