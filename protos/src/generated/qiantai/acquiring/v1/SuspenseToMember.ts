// Original file: protos/proto/qiantai/acquiring/v1/custody.proto


export interface SuspenseToMember {
  'code'?: (string);
  'accountNumber'?: (string);
}

export interface SuspenseToMember__Output {
  'code': (string);
  'accountNumber': (string);
}
