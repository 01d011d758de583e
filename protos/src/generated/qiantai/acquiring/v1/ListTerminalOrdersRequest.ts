// Original file: protos/proto/qiantai/acquiring/v1/pushed_order.proto

import type { Long } from '@grpc/proto-loader';

export interface ListTerminalOrdersRequest {
  'terminalId'?: (string);
  'openOnly'?: (boolean);
  'beforeMs'?: (number | string | Long);
  'limit'?: (number);
}

export interface ListTerminalOrdersRequest__Output {
  'terminalId': (string);
  'openOnly': (boolean);
  'beforeMs': (string);
  'limit': (number);
}
