// Original file: protos/proto/qiantai/edge/v1/hub.proto


export interface ReportDevicesReply {
}

export interface ReportDevicesReply__Output {
}
