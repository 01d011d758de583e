// Original file: protos/proto/qiantai/acquiring/v1/pushed_order_sync.proto


export interface ReportTerminalOrderReply {
  'status'?: (string);
}

export interface ReportTerminalOrderReply__Output {
  'status': (string);
}
