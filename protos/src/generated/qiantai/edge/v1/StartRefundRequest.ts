// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { CardData as _qiantai_common_v1_CardData, CardData__Output as _qiantai_common_v1_CardData__Output } from '../../../qiantai/common/v1/CardData.ts';

export interface StartRefundRequest {
  'refundKey'?: (string);
  'returnSaleId'?: (string);
  'paymentKey'?: (string);
  'amount'?: (_qiantai_common_v1_Money | null);
  'reason'?: (string);
  'card'?: (_qiantai_common_v1_CardData | null);
  'waitMs'?: (number);
  'approvalId'?: (string);
  'whole'?: (_qiantai_common_v1_Money | null);
}

export interface StartRefundRequest__Output {
  'refundKey': (string);
  'returnSaleId': (string);
  'paymentKey': (string);
  'amount': (_qiantai_common_v1_Money__Output | null);
  'reason': (string);
  'card': (_qiantai_common_v1_CardData__Output | null);
  'waitMs': (number);
  'approvalId': (string);
  'whole': (_qiantai_common_v1_Money__Output | null);
}
