// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto


export interface ListActivationCodesRequest {
  'merchantId'?: (string);
  'storeId'?: (string);
}

export interface ListActivationCodesRequest__Output {
  'merchantId': (string);
  'storeId': (string);
}
