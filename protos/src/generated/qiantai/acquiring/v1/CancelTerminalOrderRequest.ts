// Original file: protos/proto/qiantai/acquiring/v1/pushed_order.proto


export interface CancelTerminalOrderRequest {
  'orderId'?: (string);
  'reason'?: (string);
  'waitMs'?: (number);
}

export interface CancelTerminalOrderRequest__Output {
  'orderId': (string);
  'reason': (string);
  'waitMs': (number);
}
