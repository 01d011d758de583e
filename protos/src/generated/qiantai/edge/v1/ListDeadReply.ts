// Original file: protos/proto/qiantai/edge/v1/queue.proto

import type { DeadRow as _qiantai_edge_v1_DeadRow, DeadRow__Output as _qiantai_edge_v1_DeadRow__Output } from '../../../qiantai/edge/v1/DeadRow.ts';

export interface ListDeadReply {
  'rows'?: (_qiantai_edge_v1_DeadRow)[];
}

export interface ListDeadReply__Output {
  'rows': (_qiantai_edge_v1_DeadRow__Output)[];
}
