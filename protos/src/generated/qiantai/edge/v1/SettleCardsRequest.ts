// Original file: protos/proto/qiantai/edge/v1/shift.proto

import type { Approval as _qiantai_edge_v1_Approval, Approval__Output as _qiantai_edge_v1_Approval__Output } from '../../../qiantai/edge/v1/Approval.ts';

export interface SettleCardsRequest {
  'settlementId'?: (string);
  'approval'?: (_qiantai_edge_v1_Approval | null);
  'waitMs'?: (number);
}

export interface SettleCardsRequest__Output {
  'settlementId': (string);
  'approval': (_qiantai_edge_v1_Approval__Output | null);
  'waitMs': (number);
}
