// Original file: protos/proto/qiantai/edge/v1/till.proto


export interface SearchArticlesRequest {
  'text'?: (string);
  'limit'?: (number);
  'saleId'?: (string);
}

export interface SearchArticlesRequest__Output {
  'text': (string);
  'limit': (number);
  'saleId': (string);
}
