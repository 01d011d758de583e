// Original file: protos/proto/qiantai/acquiring/v1/pushed_order_sync.proto

import type { FetchedTerminalOrder as _qiantai_acquiring_v1_FetchedTerminalOrder, FetchedTerminalOrder__Output as _qiantai_acquiring_v1_FetchedTerminalOrder__Output } from '../../../qiantai/acquiring/v1/FetchedTerminalOrder.ts';

export interface FetchTerminalOrdersReply {
  'orders'?: (_qiantai_acquiring_v1_FetchedTerminalOrder)[];
}

export interface FetchTerminalOrdersReply__Output {
  'orders': (_qiantai_acquiring_v1_FetchedTerminalOrder__Output)[];
}
