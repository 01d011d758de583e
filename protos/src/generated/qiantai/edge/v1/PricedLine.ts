// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';

export interface PricedLine {
  'lineNo'?: (number);
  'unitPrice'?: (_qiantai_common_v1_Money | null);
  'discount'?: (_qiantai_common_v1_Money | null);
  'amount'?: (_qiantai_common_v1_Money | null);
  'promotionIds'?: (string)[];
  'taxCode'?: (string);
  'taxRateBasisPoints'?: (number);
  'tax'?: (_qiantai_common_v1_Money | null);
  'manualDiscount'?: (_qiantai_common_v1_Money | null);
  'listPrice'?: (_qiantai_common_v1_Money | null);
}

export interface PricedLine__Output {
  'lineNo': (number);
  'unitPrice': (_qiantai_common_v1_Money__Output | null);
  'discount': (_qiantai_common_v1_Money__Output | null);
  'amount': (_qiantai_common_v1_Money__Output | null);
  'promotionIds': (string)[];
  'taxCode': (string);
  'taxRateBasisPoints': (number);
  'tax': (_qiantai_common_v1_Money__Output | null);
  'manualDiscount': (_qiantai_common_v1_Money__Output | null);
  'listPrice': (_qiantai_common_v1_Money__Output | null);
}
