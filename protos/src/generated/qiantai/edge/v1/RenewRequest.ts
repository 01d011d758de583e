// Original file: protos/proto/qiantai/edge/v1/pairing.proto


export interface RenewRequest {
  'publicKey'?: (Buffer | Uint8Array | string);
  'signature'?: (Buffer | Uint8Array | string);
}

export interface RenewRequest__Output {
  'publicKey': (Buffer);
  'signature': (Buffer);
}
