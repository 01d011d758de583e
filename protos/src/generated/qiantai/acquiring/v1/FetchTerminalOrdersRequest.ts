// Original file: protos/proto/qiantai/acquiring/v1/pushed_order_sync.proto


export interface FetchTerminalOrdersRequest {
  'limit'?: (number);
}

export interface FetchTerminalOrdersRequest__Output {
  'limit': (number);
}
