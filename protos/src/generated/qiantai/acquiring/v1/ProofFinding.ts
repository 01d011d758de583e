// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { Long } from '@grpc/proto-loader';

export interface ProofFinding {
  'code'?: (string);
  'account'?: (string);
  'differenceMinor'?: (number | string | Long);
  'detail'?: (string);
}

export interface ProofFinding__Output {
  'code': (string);
  'account': (string);
  'differenceMinor': (string);
  'detail': (string);
}
