// Original file: protos/proto/qiantai/acquiring/v1/pushed_order.proto

import type { PushedTerminalOrder as _qiantai_acquiring_v1_PushedTerminalOrder, PushedTerminalOrder__Output as _qiantai_acquiring_v1_PushedTerminalOrder__Output } from '../../../qiantai/acquiring/v1/PushedTerminalOrder.ts';

export interface ListTerminalOrdersReply {
  'orders'?: (_qiantai_acquiring_v1_PushedTerminalOrder)[];
  'more'?: (boolean);
}

export interface ListTerminalOrdersReply__Output {
  'orders': (_qiantai_acquiring_v1_PushedTerminalOrder__Output)[];
  'more': (boolean);
}
