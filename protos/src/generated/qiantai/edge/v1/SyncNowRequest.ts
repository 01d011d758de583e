// Original file: protos/proto/qiantai/edge/v1/till.proto


export interface SyncNowRequest {
}

export interface SyncNowRequest__Output {
}
