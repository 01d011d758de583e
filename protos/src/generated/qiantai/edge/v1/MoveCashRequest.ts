// Original file: protos/proto/qiantai/edge/v1/shift.proto

import type { CashDirection as _qiantai_edge_v1_CashDirection, CashDirection__Output as _qiantai_edge_v1_CashDirection__Output } from '../../../qiantai/edge/v1/CashDirection.ts';
import type { CashReason as _qiantai_edge_v1_CashReason, CashReason__Output as _qiantai_edge_v1_CashReason__Output } from '../../../qiantai/edge/v1/CashReason.ts';
import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Approval as _qiantai_edge_v1_Approval, Approval__Output as _qiantai_edge_v1_Approval__Output } from '../../../qiantai/edge/v1/Approval.ts';

export interface MoveCashRequest {
  'movementId'?: (string);
  'shiftId'?: (string);
  'direction'?: (_qiantai_edge_v1_CashDirection);
  'reason'?: (_qiantai_edge_v1_CashReason);
  'note'?: (string);
  'amount'?: (_qiantai_common_v1_Money | null);
  'approval'?: (_qiantai_edge_v1_Approval | null);
}

export interface MoveCashRequest__Output {
  'movementId': (string);
  'shiftId': (string);
  'direction': (_qiantai_edge_v1_CashDirection__Output);
  'reason': (_qiantai_edge_v1_CashReason__Output);
  'note': (string);
  'amount': (_qiantai_common_v1_Money__Output | null);
  'approval': (_qiantai_edge_v1_Approval__Output | null);
}
