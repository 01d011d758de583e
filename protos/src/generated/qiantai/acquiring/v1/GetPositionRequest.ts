// Original file: protos/proto/qiantai/acquiring/v1/custody.proto


export interface GetPositionRequest {
  'date'?: (string);
}

export interface GetPositionRequest__Output {
  'date': (string);
}
