// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { Payment as _qiantai_common_v1_Payment, Payment__Output as _qiantai_common_v1_Payment__Output } from '../../../qiantai/common/v1/Payment.ts';

export interface FindPaymentReply {
  'payment'?: (_qiantai_common_v1_Payment | null);
  'saleId'?: (string);
  'receiptNo'?: (string);
}

export interface FindPaymentReply__Output {
  'payment': (_qiantai_common_v1_Payment__Output | null);
  'saleId': (string);
  'receiptNo': (string);
}
