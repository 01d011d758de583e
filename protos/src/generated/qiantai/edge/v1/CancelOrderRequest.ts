// Original file: protos/proto/qiantai/edge/v1/terminal_order.proto


export interface CancelOrderRequest {
  'orderId'?: (string);
  'app'?: (string);
}

export interface CancelOrderRequest__Output {
  'orderId': (string);
  'app': (string);
}
