// Original file: protos/proto/qiantai/acquiring/v1/pushed_order.proto

import type { TerminalOrderWish as _qiantai_common_v1_TerminalOrderWish, TerminalOrderWish__Output as _qiantai_common_v1_TerminalOrderWish__Output } from '../../../qiantai/common/v1/TerminalOrderWish.ts';

export interface PushTerminalOrderRequest {
  'order'?: (_qiantai_common_v1_TerminalOrderWish | null);
  'terminalId'?: (string);
  'waitMs'?: (number);
}

export interface PushTerminalOrderRequest__Output {
  'order': (_qiantai_common_v1_TerminalOrderWish__Output | null);
  'terminalId': (string);
  'waitMs': (number);
}
