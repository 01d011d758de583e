// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { Long } from '@grpc/proto-loader';

export interface _qiantai_acquiring_v1_LedgerPeriod_Profit {
  'currency'?: (string);
  'profitMinor'?: (number | string | Long);
}

export interface _qiantai_acquiring_v1_LedgerPeriod_Profit__Output {
  'currency': (string);
  'profitMinor': (string);
}

export interface LedgerPeriod {
  'bookId'?: (string);
  'period'?: (string);
  'endsOn'?: (string);
  'status'?: (string);
  'closedBy'?: (string);
  'closedAtMs'?: (number | string | Long);
  'profits'?: (_qiantai_acquiring_v1_LedgerPeriod_Profit)[];
  'accounts'?: (number);
}

export interface LedgerPeriod__Output {
  'bookId': (string);
  'period': (string);
  'endsOn': (string);
  'status': (string);
  'closedBy': (string);
  'closedAtMs': (string);
  'profits': (_qiantai_acquiring_v1_LedgerPeriod_Profit__Output)[];
  'accounts': (number);
}
