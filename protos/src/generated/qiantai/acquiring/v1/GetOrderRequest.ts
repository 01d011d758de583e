// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto


export interface GetOrderRequest {
  'merchantId'?: (string);
  'orderId'?: (string);
}

export interface GetOrderRequest__Output {
  'merchantId': (string);
  'orderId': (string);
}
