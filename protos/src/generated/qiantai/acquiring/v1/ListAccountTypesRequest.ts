// Original file: protos/proto/qiantai/acquiring/v1/account.proto


export interface ListAccountTypesRequest {
  'companyId'?: (string);
}

export interface ListAccountTypesRequest__Output {
  'companyId': (string);
}
