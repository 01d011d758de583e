// Original file: protos/proto/qiantai/edge/v1/shift.proto


export interface GetCardBatchRequest {
}

export interface GetCardBatchRequest__Output {
}
