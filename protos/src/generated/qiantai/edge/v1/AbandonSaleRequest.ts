// Original file: protos/proto/qiantai/edge/v1/till.proto


export interface AbandonSaleRequest {
  'saleId'?: (string);
  'reasonCode'?: (string);
}

export interface AbandonSaleRequest__Output {
  'saleId': (string);
  'reasonCode': (string);
}
