// Original file: protos/proto/qiantai/edge/v1/pairing.proto


export interface PairRequest {
  'terminalId'?: (string);
  'secret'?: (string);
  'publicKey'?: (Buffer | Uint8Array | string);
  'signature'?: (Buffer | Uint8Array | string);
  'device'?: (string);
}

export interface PairRequest__Output {
  'terminalId': (string);
  'secret': (string);
  'publicKey': (Buffer);
  'signature': (Buffer);
  'device': (string);
}
