// Original file: protos/proto/qiantai/common/v1/terminal_order.proto

import type { TerminalOrderLine as _qiantai_common_v1_TerminalOrderLine, TerminalOrderLine__Output as _qiantai_common_v1_TerminalOrderLine__Output } from '../../../qiantai/common/v1/TerminalOrderLine.ts';
import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Long } from '@grpc/proto-loader';

export interface TerminalOrderWish {
  'orderId'?: (string);
  'externalRef'?: (string);
  'title'?: (string);
  'lines'?: (_qiantai_common_v1_TerminalOrderLine)[];
  'total'?: (_qiantai_common_v1_Money | null);
  'validMs'?: (number | string | Long);
}

export interface TerminalOrderWish__Output {
  'orderId': (string);
  'externalRef': (string);
  'title': (string);
  'lines': (_qiantai_common_v1_TerminalOrderLine__Output)[];
  'total': (_qiantai_common_v1_Money__Output | null);
  'validMs': (string);
}
