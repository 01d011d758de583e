// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { PricedLine as _qiantai_edge_v1_PricedLine, PricedLine__Output as _qiantai_edge_v1_PricedLine__Output } from '../../../qiantai/edge/v1/PricedLine.ts';
import type { CartDiscount as _qiantai_edge_v1_CartDiscount, CartDiscount__Output as _qiantai_edge_v1_CartDiscount__Output } from '../../../qiantai/edge/v1/CartDiscount.ts';
import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Long } from '@grpc/proto-loader';

export interface PricedCart {
  'lines'?: (_qiantai_edge_v1_PricedLine)[];
  'discounts'?: (_qiantai_edge_v1_CartDiscount)[];
  'total'?: (_qiantai_common_v1_Money | null);
  'tax'?: (_qiantai_common_v1_Money | null);
  'settingsVersion'?: (number | string | Long);
  'manualDiscount'?: (_qiantai_common_v1_Money | null);
  'rounding'?: (_qiantai_common_v1_Money | null);
  'basis'?: (string);
  'isChange'?: (boolean);
}

export interface PricedCart__Output {
  'lines': (_qiantai_edge_v1_PricedLine__Output)[];
  'discounts': (_qiantai_edge_v1_CartDiscount__Output)[];
  'total': (_qiantai_common_v1_Money__Output | null);
  'tax': (_qiantai_common_v1_Money__Output | null);
  'settingsVersion': (string);
  'manualDiscount': (_qiantai_common_v1_Money__Output | null);
  'rounding': (_qiantai_common_v1_Money__Output | null);
  'basis': (string);
  'isChange': (boolean);
}
