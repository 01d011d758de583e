// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto


export interface ListOrdersRequest {
  'merchantId'?: (string);
  'storeId'?: (string);
}

export interface ListOrdersRequest__Output {
  'merchantId': (string);
  'storeId': (string);
}
