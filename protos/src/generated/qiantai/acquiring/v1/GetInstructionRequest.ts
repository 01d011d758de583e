// Original file: protos/proto/qiantai/acquiring/v1/custody.proto


export interface GetInstructionRequest {
  'instructionId'?: (string);
}

export interface GetInstructionRequest__Output {
  'instructionId': (string);
}
