// Original file: protos/proto/qiantai/acquiring/v1/custody.proto


export interface ResolveCustodyExceptionRequest {
  'exceptionId'?: (string);
  'note'?: (string);
}

export interface ResolveCustodyExceptionRequest__Output {
  'exceptionId': (string);
  'note': (string);
}
