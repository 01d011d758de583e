// Original file: protos/proto/qiantai/edge/v1/queue.proto


export interface ListAlarmsRequest {
}

export interface ListAlarmsRequest__Output {
}
