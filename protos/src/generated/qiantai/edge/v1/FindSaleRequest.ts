// Original file: protos/proto/qiantai/edge/v1/till.proto


export interface FindSaleRequest {
  'receiptNo'?: (string);
}

export interface FindSaleRequest__Output {
  'receiptNo': (string);
}
