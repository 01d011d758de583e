// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';

export interface CartDiscount {
  'promotionId'?: (string);
  'nameZh'?: (string);
  'nameEn'?: (string);
  'amount'?: (_qiantai_common_v1_Money | null);
}

export interface CartDiscount__Output {
  'promotionId': (string);
  'nameZh': (string);
  'nameEn': (string);
  'amount': (_qiantai_common_v1_Money__Output | null);
}
