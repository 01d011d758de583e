// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto


export interface TakeOverRequest {
  'statementJson'?: (string);
  'signature'?: (Buffer | Uint8Array | string);
}

export interface TakeOverRequest__Output {
  'statementJson': (string);
  'signature': (Buffer);
}
