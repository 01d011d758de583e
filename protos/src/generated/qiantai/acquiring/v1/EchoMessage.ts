// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto


export interface EchoMessage {
  'body'?: (Buffer | Uint8Array | string);
}

export interface EchoMessage__Output {
  'body': (Buffer);
}
