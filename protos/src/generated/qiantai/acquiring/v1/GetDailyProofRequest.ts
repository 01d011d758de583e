// Original file: protos/proto/qiantai/acquiring/v1/custody.proto


export interface GetDailyProofRequest {
  'date'?: (string);
  'currency'?: (string);
}

export interface GetDailyProofRequest__Output {
  'date': (string);
  'currency': (string);
}
