// Original file: protos/proto/qiantai/edge/v1/pairing.proto


export interface GreetRequest {
  'terminalId'?: (string);
  'nonce'?: (Buffer | Uint8Array | string);
}

export interface GreetRequest__Output {
  'terminalId': (string);
  'nonce': (Buffer);
}
