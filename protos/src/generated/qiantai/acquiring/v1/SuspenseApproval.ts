// Original file: protos/proto/qiantai/acquiring/v1/custody.proto


export interface SuspenseApproval {
}

export interface SuspenseApproval__Output {
}
