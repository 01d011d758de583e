// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto


export interface WithdrawActivationCodeRequest {
  'merchantId'?: (string);
  'codeId'?: (string);
}

export interface WithdrawActivationCodeRequest__Output {
  'merchantId': (string);
  'codeId': (string);
}
