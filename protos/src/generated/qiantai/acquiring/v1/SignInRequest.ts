// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface SignInRequest {
  'merchantId'?: (string);
  'login'?: (string);
  'password'?: (string);
}

export interface SignInRequest__Output {
  'merchantId': (string);
  'login': (string);
  'password': (string);
}
