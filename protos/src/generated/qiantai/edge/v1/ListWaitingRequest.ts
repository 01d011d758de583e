// Original file: protos/proto/qiantai/edge/v1/queue.proto


export interface ListWaitingRequest {
  'limit'?: (number);
}

export interface ListWaitingRequest__Output {
  'limit': (number);
}
