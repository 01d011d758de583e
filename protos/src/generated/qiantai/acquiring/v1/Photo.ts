// Original file: protos/proto/qiantai/acquiring/v1/account.proto


export interface Photo {
  'side'?: (string);
  'reference'?: (string);
  'sha256Hex'?: (string);
}

export interface Photo__Output {
  'side': (string);
  'reference': (string);
  'sha256Hex': (string);
}
