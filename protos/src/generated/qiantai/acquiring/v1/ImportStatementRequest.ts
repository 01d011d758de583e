// Original file: protos/proto/qiantai/acquiring/v1/custody.proto


export interface ImportStatementRequest {
  'bankAccountId'?: (string);
  'date'?: (string);
}

export interface ImportStatementRequest__Output {
  'bankAccountId': (string);
  'date': (string);
}
