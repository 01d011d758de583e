// Original file: protos/proto/qiantai/acquiring/v1/custody.proto


export interface RunDailyProofRequest {
  'date'?: (string);
}

export interface RunDailyProofRequest__Output {
  'date': (string);
}
