// Original file: protos/proto/qiantai/acquiring/v1/account.proto


export interface GetAccountHistoryRequest {
  'accountNumber'?: (string);
}

export interface GetAccountHistoryRequest__Output {
  'accountNumber': (string);
}
