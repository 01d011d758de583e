// Original file: protos/proto/qiantai/acquiring/v1/fleet_sync.proto


export interface RenewCertificateRequest {
  'certificateRequest'?: (Buffer | Uint8Array | string);
}

export interface RenewCertificateRequest__Output {
  'certificateRequest': (Buffer);
}
