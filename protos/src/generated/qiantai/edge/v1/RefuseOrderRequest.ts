// Original file: protos/proto/qiantai/edge/v1/terminal_order.proto


export interface RefuseOrderRequest {
  'orderId'?: (string);
  'reason'?: (string);
}

export interface RefuseOrderRequest__Output {
  'orderId': (string);
  'reason': (string);
}
