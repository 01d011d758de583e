// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Long } from '@grpc/proto-loader';

export interface GetRefundRequest {
  'refundKey'?: (string);
  'knownRevision'?: (number | string | Long);
  'waitMs'?: (number);
  'askChannel'?: (boolean);
}

export interface GetRefundRequest__Output {
  'refundKey': (string);
  'knownRevision': (string);
  'waitMs': (number);
  'askChannel': (boolean);
}
