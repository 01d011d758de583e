// Original file: protos/proto/qiantai/edge/v1/queue.proto

import type { QueueRow as _qiantai_edge_v1_QueueRow, QueueRow__Output as _qiantai_edge_v1_QueueRow__Output } from '../../../qiantai/edge/v1/QueueRow.ts';

export interface ListWaitingReply {
  'rows'?: (_qiantai_edge_v1_QueueRow)[];
}

export interface ListWaitingReply__Output {
  'rows': (_qiantai_edge_v1_QueueRow__Output)[];
}
