// Original file: protos/proto/qiantai/edge/v1/terminal_order.proto


export interface PutBackOrderRequest {
  'orderId'?: (string);
}

export interface PutBackOrderRequest__Output {
  'orderId': (string);
}
