// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Long } from '@grpc/proto-loader';

export interface CardBatchEntry {
  'key'?: (string);
  'refund'?: (boolean);
  'cardTerminalId'?: (string);
  'batch'?: (number | string | Long);
  'settled'?: (boolean);
  'amount'?: (_qiantai_common_v1_Money | null);
  'terminalId'?: (string);
}

export interface CardBatchEntry__Output {
  'key': (string);
  'refund': (boolean);
  'cardTerminalId': (string);
  'batch': (string);
  'settled': (boolean);
  'amount': (_qiantai_common_v1_Money__Output | null);
  'terminalId': (string);
}
