// Original file: protos/proto/qiantai/acquiring/v1/fleet_sync.proto


export interface AnswerOrderReply {
  'state'?: (string);
}

export interface AnswerOrderReply__Output {
  'state': (string);
}
