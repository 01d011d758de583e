// Original file: protos/proto/qiantai/edge/v1/till.proto


export interface FindPaymentRequest {
  'number'?: (string);
}

export interface FindPaymentRequest__Output {
  'number': (string);
}
