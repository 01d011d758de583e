// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface ImportHead {
  'what'?: (string);
  'scope'?: (string);
  'replace'?: (boolean);
}

export interface ImportHead__Output {
  'what': (string);
  'scope': (string);
  'replace': (boolean);
}
