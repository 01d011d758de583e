// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { ListedSale as _qiantai_edge_v1_ListedSale, ListedSale__Output as _qiantai_edge_v1_ListedSale__Output } from '../../../qiantai/edge/v1/ListedSale.ts';

export interface ListSalesReply {
  'sales'?: (_qiantai_edge_v1_ListedSale)[];
  'more'?: (boolean);
}

export interface ListSalesReply__Output {
  'sales': (_qiantai_edge_v1_ListedSale__Output)[];
  'more': (boolean);
}
