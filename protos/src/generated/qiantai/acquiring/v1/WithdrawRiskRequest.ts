// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface WithdrawRiskRequest {
  'person'?: (string);
}

export interface WithdrawRiskRequest__Output {
  'person': (string);
}
