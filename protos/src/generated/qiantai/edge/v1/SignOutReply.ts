// Original file: protos/proto/qiantai/edge/v1/till.proto


export interface SignOutReply {
}

export interface SignOutReply__Output {
}
