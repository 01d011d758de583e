// Original file: protos/proto/qiantai/edge/v1/till.proto


export interface WatchStatusRequest {
}

export interface WatchStatusRequest__Output {
}
