// Original file: protos/proto/qiantai/common/v1/terminal_order.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';

export interface TerminalOrderLine {
  'name'?: (string);
  'quantity'?: (number);
  'unitPrice'?: (_qiantai_common_v1_Money | null);
}

export interface TerminalOrderLine__Output {
  'name': (string);
  'quantity': (number);
  'unitPrice': (_qiantai_common_v1_Money__Output | null);
}
