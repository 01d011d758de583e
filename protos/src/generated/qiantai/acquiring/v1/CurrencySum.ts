// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto

import type { Long } from '@grpc/proto-loader';

export interface CurrencySum {
  'currency'?: (string);
  'amountMinor'?: (number | string | Long);
}

export interface CurrencySum__Output {
  'currency': (string);
  'amountMinor': (string);
}
