// Original file: protos/proto/qiantai/acquiring/v1/offline_card.proto


export interface OfflineCardRef {
  'merchantId'?: (string);
  'paymentKey'?: (string);
}

export interface OfflineCardRef__Output {
  'merchantId': (string);
  'paymentKey': (string);
}
