// Original file: protos/proto/qiantai/edge/v1/queue.proto


export interface AcknowledgeAlarmReply {
}

export interface AcknowledgeAlarmReply__Output {
}
