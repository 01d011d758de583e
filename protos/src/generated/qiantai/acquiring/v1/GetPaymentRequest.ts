// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { Long } from '@grpc/proto-loader';

export interface GetPaymentRequest {
  'paymentKey'?: (string);
  'knownVersion'?: (number | string | Long);
  'waitMs'?: (number);
  'askChannel'?: (boolean);
}

export interface GetPaymentRequest__Output {
  'paymentKey': (string);
  'knownVersion': (string);
  'waitMs': (number);
  'askChannel': (boolean);
}
