// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto


export interface RemoveMemberCardReply {
}

export interface RemoveMemberCardReply__Output {
}
