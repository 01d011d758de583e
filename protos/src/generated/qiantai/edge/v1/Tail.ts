// Original file: protos/proto/qiantai/edge/v1/hub.proto

import type { TailEntry as _qiantai_edge_v1_TailEntry, TailEntry__Output as _qiantai_edge_v1_TailEntry__Output } from '../../../qiantai/edge/v1/TailEntry.ts';

export interface Tail {
  'entries'?: (_qiantai_edge_v1_TailEntry)[];
}

export interface Tail__Output {
  'entries': (_qiantai_edge_v1_TailEntry__Output)[];
}
