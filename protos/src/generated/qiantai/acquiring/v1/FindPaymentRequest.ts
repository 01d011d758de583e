// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto


export interface FindPaymentRequest {
  'number'?: (string);
}

export interface FindPaymentRequest__Output {
  'number': (string);
}
