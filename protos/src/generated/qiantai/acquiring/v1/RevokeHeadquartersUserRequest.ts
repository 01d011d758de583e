// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface RevokeHeadquartersUserRequest {
  'merchantId'?: (string);
  'login'?: (string);
}

export interface RevokeHeadquartersUserRequest__Output {
  'merchantId': (string);
  'login': (string);
}
