// Original file: protos/proto/qiantai/acquiring/v1/custody.proto


export interface SuspenseBack {
  'payeeBank'?: (string);
  'payeeKind'?: (string);
}

export interface SuspenseBack__Output {
  'payeeBank': (string);
  'payeeKind': (string);
}
