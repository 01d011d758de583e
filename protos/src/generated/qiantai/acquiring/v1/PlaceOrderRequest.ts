// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto


export interface PlaceOrderRequest {
  'merchantId'?: (string);
  'agentId'?: (string);
  'kind'?: (string);
  'paramsJson'?: (string);
  'hours'?: (number);
  'orderId'?: (string);
}

export interface PlaceOrderRequest__Output {
  'merchantId': (string);
  'agentId': (string);
  'kind': (string);
  'paramsJson': (string);
  'hours': (number);
  'orderId': (string);
}
