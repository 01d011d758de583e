// Original file: protos/proto/qiantai/edge/v1/queue.proto


export interface ListDeadRequest {
  'limit'?: (number);
}

export interface ListDeadRequest__Output {
  'limit': (number);
}
