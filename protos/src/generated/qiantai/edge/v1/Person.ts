// Original file: protos/proto/qiantai/edge/v1/queue.proto


export interface Person {
  'number'?: (string);
  'pin'?: (string);
}

export interface Person__Output {
  'number': (string);
  'pin': (string);
}
