// Original file: protos/proto/qiantai/edge/v1/terminal_order.proto

import type { TerminalOrderWish as _qiantai_common_v1_TerminalOrderWish, TerminalOrderWish__Output as _qiantai_common_v1_TerminalOrderWish__Output } from '../../../qiantai/common/v1/TerminalOrderWish.ts';

export interface OfferOrderRequest {
  'order'?: (_qiantai_common_v1_TerminalOrderWish | null);
  'app'?: (string);
}

export interface OfferOrderRequest__Output {
  'order': (_qiantai_common_v1_TerminalOrderWish__Output | null);
  'app': (string);
}
