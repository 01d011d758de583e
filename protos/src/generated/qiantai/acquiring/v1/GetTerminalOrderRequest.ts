// Original file: protos/proto/qiantai/acquiring/v1/pushed_order.proto

import type { Long } from '@grpc/proto-loader';

export interface GetTerminalOrderRequest {
  'orderId'?: (string);
  'knownRevision'?: (number | string | Long);
  'waitMs'?: (number);
}

export interface GetTerminalOrderRequest__Output {
  'orderId': (string);
  'knownRevision': (string);
  'waitMs': (number);
}
