// Original file: protos/proto/qiantai/edge/v1/queue.proto

import type { QueueRow as _qiantai_edge_v1_QueueRow, QueueRow__Output as _qiantai_edge_v1_QueueRow__Output } from '../../../qiantai/edge/v1/QueueRow.ts';

export interface DeadRow {
  'row'?: (_qiantai_edge_v1_QueueRow | null);
  'can'?: (string)[];
  'entryKind'?: (string);
  'payloadJson'?: (string);
}

export interface DeadRow__Output {
  'row': (_qiantai_edge_v1_QueueRow__Output | null);
  'can': (string)[];
  'entryKind': (string);
  'payloadJson': (string);
}
