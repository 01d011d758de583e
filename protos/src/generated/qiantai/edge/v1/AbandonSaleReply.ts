// Original file: protos/proto/qiantai/edge/v1/till.proto


export interface AbandonSaleReply {
}

export interface AbandonSaleReply__Output {
}
