// Original file: protos/proto/qiantai/acquiring/v1/custody.proto


export interface SuspenseToMerchant {
  'merchantId'?: (string);
  'businessDate'?: (string);
}

export interface SuspenseToMerchant__Output {
  'merchantId': (string);
  'businessDate': (string);
}
