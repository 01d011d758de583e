// Original file: protos/proto/qiantai/edge/v1/till.proto


export interface FindArticleRequest {
  'code'?: (string);
}

export interface FindArticleRequest__Output {
  'code': (string);
}
