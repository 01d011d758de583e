// Original file: protos/proto/qiantai/edge/v1/terminal_order.proto

import type { TerminalOrder as _qiantai_common_v1_TerminalOrder, TerminalOrder__Output as _qiantai_common_v1_TerminalOrder__Output } from '../../../qiantai/common/v1/TerminalOrder.ts';

export interface ListOrdersReply {
  'orders'?: (_qiantai_common_v1_TerminalOrder)[];
}

export interface ListOrdersReply__Output {
  'orders': (_qiantai_common_v1_TerminalOrder__Output)[];
}
