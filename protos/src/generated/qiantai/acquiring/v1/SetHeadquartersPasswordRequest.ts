// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface SetHeadquartersPasswordRequest {
  'merchantId'?: (string);
  'login'?: (string);
  'password'?: (string);
}

export interface SetHeadquartersPasswordRequest__Output {
  'merchantId': (string);
  'login': (string);
  'password': (string);
}
