// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto


export interface ListAgentsRequest {
  'merchantId'?: (string);
  'storeId'?: (string);
}

export interface ListAgentsRequest__Output {
  'merchantId': (string);
  'storeId': (string);
}
