// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { CartLine as _qiantai_edge_v1_CartLine, CartLine__Output as _qiantai_edge_v1_CartLine__Output } from '../../../qiantai/edge/v1/CartLine.ts';
import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Long } from '@grpc/proto-loader';

export interface PriceCartRequest {
  'saleId'?: (string);
  'lines'?: (_qiantai_edge_v1_CartLine)[];
  'discount'?: (_qiantai_common_v1_Money | null);
  'discountBasisPoints'?: (number);
  'roundToMinor'?: (number | string | Long);
  'basis'?: (string);
  'removedLineNos'?: (number)[];
}

export interface PriceCartRequest__Output {
  'saleId': (string);
  'lines': (_qiantai_edge_v1_CartLine__Output)[];
  'discount': (_qiantai_common_v1_Money__Output | null);
  'discountBasisPoints': (number);
  'roundToMinor': (string);
  'basis': (string);
  'removedLineNos': (number)[];
}
