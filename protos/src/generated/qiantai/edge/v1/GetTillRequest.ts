// Original file: protos/proto/qiantai/edge/v1/till.proto


export interface GetTillRequest {
}

export interface GetTillRequest__Output {
}
