// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto


export interface EnrolRequest {
  'activationCode'?: (string);
  'certificateRequest'?: (Buffer | Uint8Array | string);
  'deviceDescription'?: (string);
}

export interface EnrolRequest__Output {
  'activationCode': (string);
  'certificateRequest': (Buffer);
  'deviceDescription': (string);
}
