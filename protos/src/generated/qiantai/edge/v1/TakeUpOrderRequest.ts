// Original file: protos/proto/qiantai/edge/v1/terminal_order.proto


export interface TakeUpOrderRequest {
  'orderId'?: (string);
  'saleId'?: (string);
}

export interface TakeUpOrderRequest__Output {
  'orderId': (string);
  'saleId': (string);
}
