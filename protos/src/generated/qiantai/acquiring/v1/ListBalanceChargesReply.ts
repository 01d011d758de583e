// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto

import type { BalanceCharge as _qiantai_acquiring_v1_BalanceCharge, BalanceCharge__Output as _qiantai_acquiring_v1_BalanceCharge__Output } from '../../../qiantai/acquiring/v1/BalanceCharge.ts';

export interface ListBalanceChargesReply {
  'charges'?: (_qiantai_acquiring_v1_BalanceCharge)[];
}

export interface ListBalanceChargesReply__Output {
  'charges': (_qiantai_acquiring_v1_BalanceCharge__Output)[];
}
