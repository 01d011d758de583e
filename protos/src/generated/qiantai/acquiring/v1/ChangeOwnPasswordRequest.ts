// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface ChangeOwnPasswordRequest {
  'present'?: (string);
  'password'?: (string);
}

export interface ChangeOwnPasswordRequest__Output {
  'present': (string);
  'password': (string);
}
