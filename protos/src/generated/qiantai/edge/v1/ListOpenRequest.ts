// Original file: protos/proto/qiantai/edge/v1/till.proto


export interface ListOpenRequest {
}

export interface ListOpenRequest__Output {
}
