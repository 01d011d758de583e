// Original file: protos/proto/qiantai/acquiring/v1/custody.proto


export interface ListBankAccountsRequest {
}

export interface ListBankAccountsRequest__Output {
}
