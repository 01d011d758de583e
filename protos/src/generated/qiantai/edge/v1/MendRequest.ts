// Original file: protos/proto/qiantai/edge/v1/queue.proto


export interface MendRequest {
  'kind'?: (string);
  'key'?: (string);
  'action'?: (string);
  'reason'?: (string);
  'payloadJson'?: (string);
}

export interface MendRequest__Output {
  'kind': (string);
  'key': (string);
  'action': (string);
  'reason': (string);
  'payloadJson': (string);
}
