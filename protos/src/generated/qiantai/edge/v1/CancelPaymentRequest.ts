// Original file: protos/proto/qiantai/edge/v1/till.proto


export interface CancelPaymentRequest {
  'paymentKey'?: (string);
  'reasonCode'?: (string);
  'waitMs'?: (number);
}

export interface CancelPaymentRequest__Output {
  'paymentKey': (string);
  'reasonCode': (string);
  'waitMs': (number);
}
