// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface ImportSample {
  'id'?: (string);
  'oldValueJson'?: (string);
  'newValueJson'?: (string);
}

export interface ImportSample__Output {
  'id': (string);
  'oldValueJson': (string);
  'newValueJson': (string);
}
