// Original file: protos/proto/qiantai/acquiring/v1/fleet_sync.proto


export interface RenewCertificateReply {
  'certificate'?: (Buffer | Uint8Array | string);
  'authority'?: (Buffer | Uint8Array | string);
}

export interface RenewCertificateReply__Output {
  'certificate': (Buffer);
  'authority': (Buffer);
}
