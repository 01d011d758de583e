// Original file: protos/proto/qiantai/edge/v1/till.proto


export interface RecordDeedRequest {
  'deedId'?: (string);
  'deedJson'?: (string);
}

export interface RecordDeedRequest__Output {
  'deedId': (string);
  'deedJson': (string);
}
