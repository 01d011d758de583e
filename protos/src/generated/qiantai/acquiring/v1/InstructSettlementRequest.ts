// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';

export interface InstructSettlementRequest {
  'settlementKey'?: (string);
  'merchantId'?: (string);
  'bankAccountId'?: (string);
  'amount'?: (_qiantai_common_v1_Money | null);
}

export interface InstructSettlementRequest__Output {
  'settlementKey': (string);
  'merchantId': (string);
  'bankAccountId': (string);
  'amount': (_qiantai_common_v1_Money__Output | null);
}
