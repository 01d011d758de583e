// Original file: protos/proto/qiantai/acquiring/v1/custody.proto


export interface BankPayee {
  'name'?: (string);
  'bank'?: (string);
  'accountNumber'?: (string);
  'kind'?: (string);
}

export interface BankPayee__Output {
  'name': (string);
  'bank': (string);
  'accountNumber': (string);
  'kind': (string);
}
