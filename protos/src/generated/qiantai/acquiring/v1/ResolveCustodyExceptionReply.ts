// Original file: protos/proto/qiantai/acquiring/v1/custody.proto


export interface ResolveCustodyExceptionReply {
}

export interface ResolveCustodyExceptionReply__Output {
}
