// Original file: protos/proto/qiantai/edge/v1/pairing.proto


export interface GreetReply {
  'proof'?: (Buffer | Uint8Array | string);
}

export interface GreetReply__Output {
  'proof': (Buffer);
}
