// Original file: protos/proto/qiantai/edge/v1/queue.proto


export interface WriteOffReply {
  'outcome'?: (string);
}

export interface WriteOffReply__Output {
  'outcome': (string);
}
