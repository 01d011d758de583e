// Original file: protos/proto/qiantai/acquiring/v1/pushed_order.proto

import type { TerminalOrder as _qiantai_common_v1_TerminalOrder, TerminalOrder__Output as _qiantai_common_v1_TerminalOrder__Output } from '../../../qiantai/common/v1/TerminalOrder.ts';

export interface PushedTerminalOrder {
  'order'?: (_qiantai_common_v1_TerminalOrder | null);
  'storeId'?: (string);
  'pushedBy'?: (string);
  'cancelAsked'?: (boolean);
}

export interface PushedTerminalOrder__Output {
  'order': (_qiantai_common_v1_TerminalOrder__Output | null);
  'storeId': (string);
  'pushedBy': (string);
  'cancelAsked': (boolean);
}
