// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto


export interface JournalSigner {
  'agentId'?: (string);
  'publicKeySpki'?: (Buffer | Uint8Array | string);
}

export interface JournalSigner__Output {
  'agentId': (string);
  'publicKeySpki': (Buffer);
}
