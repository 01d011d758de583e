// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto


export interface GetPostingRulesRequest {
}

export interface GetPostingRulesRequest__Output {
}
