// Original file: protos/proto/qiantai/edge/v1/till.proto


export interface FindArticleRequest {
  'code'?: (string);
  'saleId'?: (string);
}

export interface FindArticleRequest__Output {
  'code': (string);
  'saleId': (string);
}
