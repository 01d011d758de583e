// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { Long } from '@grpc/proto-loader';

export interface GetRefundRequest {
  'refundKey'?: (string);
  'knownVersion'?: (number | string | Long);
  'waitMs'?: (number);
  'askChannel'?: (boolean);
}

export interface GetRefundRequest__Output {
  'refundKey': (string);
  'knownVersion': (string);
  'waitMs': (number);
  'askChannel': (boolean);
}
