// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { Long } from '@grpc/proto-loader';

export interface ExpectedIn {
  'account'?: (string);
  'amountMinor'?: (number | string | Long);
}

export interface ExpectedIn__Output {
  'account': (string);
  'amountMinor': (string);
}
