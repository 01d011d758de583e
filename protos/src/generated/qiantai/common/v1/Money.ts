// Original file: protos/proto/qiantai/common/v1/payment.proto

import type { Long } from '@grpc/proto-loader';

export interface Money {
  'amountMinor'?: (number | string | Long);
  'currency'?: (string);
}

export interface Money__Output {
  'amountMinor': (string);
  'currency': (string);
}
