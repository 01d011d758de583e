// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto


export interface EnrolReply {
  'agentId'?: (string);
  'storeId'?: (string);
  'merchantId'?: (string);
  'certificate'?: (Buffer | Uint8Array | string);
  'authority'?: (Buffer | Uint8Array | string);
  'terminalIds'?: (string)[];
}

export interface EnrolReply__Output {
  'agentId': (string);
  'storeId': (string);
  'merchantId': (string);
  'certificate': (Buffer);
  'authority': (Buffer);
  'terminalIds': (string)[];
}
