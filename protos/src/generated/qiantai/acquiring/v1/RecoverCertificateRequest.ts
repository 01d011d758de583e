// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto


export interface RecoverCertificateRequest {
  'certificate'?: (Buffer | Uint8Array | string);
  'certificateRequest'?: (Buffer | Uint8Array | string);
}

export interface RecoverCertificateRequest__Output {
  'certificate': (Buffer);
  'certificateRequest': (Buffer);
}
