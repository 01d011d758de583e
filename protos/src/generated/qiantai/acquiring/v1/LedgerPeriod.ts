// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { Long } from '@grpc/proto-loader';

export interface LedgerPeriod {
  'bookId'?: (string);
  'period'?: (string);
  'endsOn'?: (string);
  'status'?: (string);
  'closedBy'?: (string);
  'closedAtMs'?: (number | string | Long);
  'journalIds'?: (string)[];
}

export interface LedgerPeriod__Output {
  'bookId': (string);
  'period': (string);
  'endsOn': (string);
  'status': (string);
  'closedBy': (string);
  'closedAtMs': (string);
  'journalIds': (string)[];
}
