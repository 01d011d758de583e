// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { Long } from '@grpc/proto-loader';

export interface LedgerCause {
  'kind'?: (string);
  'whenEn'?: (string);
  'whenZh'?: (string);
  'found'?: (boolean);
  'id'?: (string);
  'merchantId'?: (string);
  'status'?: (string);
  'amountMinor'?: (number | string | Long);
  'currency'?: (string);
  'createdAtMs'?: (number | string | Long);
  'details'?: ({[key: string]: string});
}

export interface LedgerCause__Output {
  'kind': (string);
  'whenEn': (string);
  'whenZh': (string);
  'found': (boolean);
  'id': (string);
  'merchantId': (string);
  'status': (string);
  'amountMinor': (string);
  'currency': (string);
  'createdAtMs': (string);
  'details': ({[key: string]: string});
}
