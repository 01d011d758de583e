// Original file: protos/proto/qiantai/edge/v1/shift.proto

import type { ShiftReport as _qiantai_edge_v1_ShiftReport, ShiftReport__Output as _qiantai_edge_v1_ShiftReport__Output } from '../../../qiantai/edge/v1/ShiftReport.ts';

export interface ListShiftsReply {
  'shifts'?: (_qiantai_edge_v1_ShiftReport)[];
}

export interface ListShiftsReply__Output {
  'shifts': (_qiantai_edge_v1_ShiftReport__Output)[];
}
