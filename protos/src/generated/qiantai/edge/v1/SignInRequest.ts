// Original file: protos/proto/qiantai/edge/v1/till.proto


export interface SignInRequest {
  'number'?: (string);
  'pin'?: (string);
  'cardCode'?: (string);
}

export interface SignInRequest__Output {
  'number': (string);
  'pin': (string);
  'cardCode': (string);
}
