// Original file: protos/proto/qiantai/acquiring/v1/offline_card.proto


export interface ListOfflineCardsRequest {
  'merchantId'?: (string);
  'statuses'?: (string)[];
  'storeId'?: (string);
  'limit'?: (number);
  'after'?: (string);
}

export interface ListOfflineCardsRequest__Output {
  'merchantId': (string);
  'statuses': (string)[];
  'storeId': (string);
  'limit': (number);
  'after': (string);
}
