// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface ChangeOwnPasswordReply {
}

export interface ChangeOwnPasswordReply__Output {
}
