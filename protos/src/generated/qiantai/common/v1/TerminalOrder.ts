// Original file: protos/proto/qiantai/common/v1/terminal_order.proto

import type { TerminalOrderLine as _qiantai_common_v1_TerminalOrderLine, TerminalOrderLine__Output as _qiantai_common_v1_TerminalOrderLine__Output } from '../../../qiantai/common/v1/TerminalOrderLine.ts';
import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { TerminalOrderPayment as _qiantai_common_v1_TerminalOrderPayment, TerminalOrderPayment__Output as _qiantai_common_v1_TerminalOrderPayment__Output } from '../../../qiantai/common/v1/TerminalOrderPayment.ts';
import type { Long } from '@grpc/proto-loader';

export interface TerminalOrder {
  'orderId'?: (string);
  'terminalId'?: (string);
  'source'?: (string);
  'externalRef'?: (string);
  'title'?: (string);
  'lines'?: (_qiantai_common_v1_TerminalOrderLine)[];
  'total'?: (_qiantai_common_v1_Money | null);
  'status'?: (string);
  'revision'?: (number | string | Long);
  'createdAtMs'?: (number | string | Long);
  'expiresAtMs'?: (number | string | Long);
  'changedAtMs'?: (number | string | Long);
  'saleId'?: (string);
  'receiptNo'?: (string);
  'payments'?: (_qiantai_common_v1_TerminalOrderPayment)[];
  'reason'?: (string);
}

export interface TerminalOrder__Output {
  'orderId': (string);
  'terminalId': (string);
  'source': (string);
  'externalRef': (string);
  'title': (string);
  'lines': (_qiantai_common_v1_TerminalOrderLine__Output)[];
  'total': (_qiantai_common_v1_Money__Output | null);
  'status': (string);
  'revision': (string);
  'createdAtMs': (string);
  'expiresAtMs': (string);
  'changedAtMs': (string);
  'saleId': (string);
  'receiptNo': (string);
  'payments': (_qiantai_common_v1_TerminalOrderPayment__Output)[];
  'reason': (string);
}
