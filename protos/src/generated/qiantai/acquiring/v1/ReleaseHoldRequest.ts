// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { Long } from '@grpc/proto-loader';

export interface ReleaseHoldRequest {
  'bookId'?: (string);
  'holdId'?: (string);
  'reference'?: (string);
  'amountMinor'?: (number | string | Long);
}

export interface ReleaseHoldRequest__Output {
  'bookId': (string);
  'holdId': (string);
  'reference': (string);
  'amountMinor': (string);
}
