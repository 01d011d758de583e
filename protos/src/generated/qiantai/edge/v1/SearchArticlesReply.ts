// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Article as _qiantai_edge_v1_Article, Article__Output as _qiantai_edge_v1_Article__Output } from '../../../qiantai/edge/v1/Article.ts';

export interface SearchArticlesReply {
  'articles'?: (_qiantai_edge_v1_Article)[];
}

export interface SearchArticlesReply__Output {
  'articles': (_qiantai_edge_v1_Article__Output)[];
}
