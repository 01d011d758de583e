// Original file: protos/proto/qiantai/edge/v1/shift.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Long } from '@grpc/proto-loader';

export interface SettledCardBatch {
  'cardTerminalId'?: (string);
  'batch'?: (number | string | Long);
  'agrees'?: (boolean);
  'debitCount'?: (number | string | Long);
  'debits'?: (_qiantai_common_v1_Money | null);
  'creditCount'?: (number | string | Long);
  'credits'?: (_qiantai_common_v1_Money | null);
}

export interface SettledCardBatch__Output {
  'cardTerminalId': (string);
  'batch': (string);
  'agrees': (boolean);
  'debitCount': (string);
  'debits': (_qiantai_common_v1_Money__Output | null);
  'creditCount': (string);
  'credits': (_qiantai_common_v1_Money__Output | null);
}
