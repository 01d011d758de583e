// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface SignOutRequest {
}

export interface SignOutRequest__Output {
}
