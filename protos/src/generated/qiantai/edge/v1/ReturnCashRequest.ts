// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';

export interface ReturnCashRequest {
  'refundKey'?: (string);
  'returnSaleId'?: (string);
  'paymentKey'?: (string);
  'amount'?: (_qiantai_common_v1_Money | null);
  'originalReceiptNo'?: (string);
  'approvalId'?: (string);
  'whole'?: (_qiantai_common_v1_Money | null);
}

export interface ReturnCashRequest__Output {
  'refundKey': (string);
  'returnSaleId': (string);
  'paymentKey': (string);
  'amount': (_qiantai_common_v1_Money__Output | null);
  'originalReceiptNo': (string);
  'approvalId': (string);
  'whole': (_qiantai_common_v1_Money__Output | null);
}
