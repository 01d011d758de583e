// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto


export interface CreateActivationCodeRequest {
  'merchantId'?: (string);
  'storeId'?: (string);
  'hours'?: (number);
  'replacesAgentId'?: (string);
}

export interface CreateActivationCodeRequest__Output {
  'merchantId': (string);
  'storeId': (string);
  'hours': (number);
  'replacesAgentId': (string);
}
