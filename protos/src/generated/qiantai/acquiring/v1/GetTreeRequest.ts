// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface GetTreeRequest {
}

export interface GetTreeRequest__Output {
}
