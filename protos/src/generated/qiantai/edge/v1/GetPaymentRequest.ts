// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Long } from '@grpc/proto-loader';

export interface GetPaymentRequest {
  'paymentKey'?: (string);
  'knownRevision'?: (number | string | Long);
  'waitMs'?: (number);
  'askChannel'?: (boolean);
}

export interface GetPaymentRequest__Output {
  'paymentKey': (string);
  'knownRevision': (string);
  'waitMs': (number);
  'askChannel': (boolean);
}
