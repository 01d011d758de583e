// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { Long } from '@grpc/proto-loader';

export interface LedgerHoldTaken {
  'bookId'?: (string);
  'holdId'?: (string);
  'reference'?: (string);
  'amountMinor'?: (number | string | Long);
  'releaseRest'?: (boolean);
}

export interface LedgerHoldTaken__Output {
  'bookId': (string);
  'holdId': (string);
  'reference': (string);
  'amountMinor': (string);
  'releaseRest': (boolean);
}
