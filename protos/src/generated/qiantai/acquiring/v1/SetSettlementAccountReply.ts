// Original file: protos/proto/qiantai/acquiring/v1/custody.proto


export interface SetSettlementAccountReply {
}

export interface SetSettlementAccountReply__Output {
}
