// Original file: protos/proto/qiantai/edge/v1/till.proto


export interface SignOutRequest {
}

export interface SignOutRequest__Output {
}
