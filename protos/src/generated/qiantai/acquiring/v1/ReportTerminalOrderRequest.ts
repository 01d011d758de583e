// Original file: protos/proto/qiantai/acquiring/v1/pushed_order_sync.proto


export interface ReportTerminalOrderRequest {
  'reportJson'?: (string);
}

export interface ReportTerminalOrderRequest__Output {
  'reportJson': (string);
}
