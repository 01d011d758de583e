// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';

export interface TakeCashRequest {
  'paymentKey'?: (string);
  'saleId'?: (string);
  'orderNo'?: (string);
  'orderTotal'?: (_qiantai_common_v1_Money | null);
  'amount'?: (_qiantai_common_v1_Money | null);
  'tendered'?: (_qiantai_common_v1_Money | null);
}

export interface TakeCashRequest__Output {
  'paymentKey': (string);
  'saleId': (string);
  'orderNo': (string);
  'orderTotal': (_qiantai_common_v1_Money__Output | null);
  'amount': (_qiantai_common_v1_Money__Output | null);
  'tendered': (_qiantai_common_v1_Money__Output | null);
}
