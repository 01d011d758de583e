// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface HeadquartersUserReply {
  'login'?: (string);
}

export interface HeadquartersUserReply__Output {
  'login': (string);
}
