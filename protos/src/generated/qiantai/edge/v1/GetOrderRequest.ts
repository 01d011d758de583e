// Original file: protos/proto/qiantai/edge/v1/terminal_order.proto

import type { Long } from '@grpc/proto-loader';

export interface GetOrderRequest {
  'orderId'?: (string);
  'knownRevision'?: (number | string | Long);
  'waitMs'?: (number);
  'app'?: (string);
}

export interface GetOrderRequest__Output {
  'orderId': (string);
  'knownRevision': (string);
  'waitMs': (number);
  'app': (string);
}
