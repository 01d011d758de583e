// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface SignOutReply {
}

export interface SignOutReply__Output {
}
