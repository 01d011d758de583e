// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { Long } from '@grpc/proto-loader';

export interface ProvedAccount {
  'bankAccountId'?: (string);
  'booksMinor'?: (number | string | Long);
  'bankMinor'?: (number | string | Long);
  'hasStatement'?: (boolean);
}

export interface ProvedAccount__Output {
  'bankAccountId': (string);
  'booksMinor': (string);
  'bankMinor': (string);
  'hasStatement': (boolean);
}
