// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { CartLine as _qiantai_edge_v1_CartLine, CartLine__Output as _qiantai_edge_v1_CartLine__Output } from '../../../qiantai/edge/v1/CartLine.ts';

export interface PriceCartRequest {
  'saleId'?: (string);
  'lines'?: (_qiantai_edge_v1_CartLine)[];
}

export interface PriceCartRequest__Output {
  'saleId': (string);
  'lines': (_qiantai_edge_v1_CartLine__Output)[];
}
