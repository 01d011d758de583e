// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto


export interface FindSaleRequest {
  'receiptNo'?: (string);
}

export interface FindSaleRequest__Output {
  'receiptNo': (string);
}
