// Original file: protos/proto/qiantai/edge/v1/shift.proto

import type { Approval as _qiantai_edge_v1_Approval, Approval__Output as _qiantai_edge_v1_Approval__Output } from '../../../qiantai/edge/v1/Approval.ts';

export interface HandOverShiftRequest {
  'shiftId'?: (string);
  'to'?: (_qiantai_edge_v1_Approval | null);
}

export interface HandOverShiftRequest__Output {
  'shiftId': (string);
  'to': (_qiantai_edge_v1_Approval__Output | null);
}
