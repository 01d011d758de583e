// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { CardBatchStatus as _qiantai_acquiring_v1_CardBatchStatus, CardBatchStatus__Output as _qiantai_acquiring_v1_CardBatchStatus__Output } from '../../../qiantai/acquiring/v1/CardBatchStatus.ts';
import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Long } from '@grpc/proto-loader';

export interface CardBatch {
  'cardTerminalId'?: (string);
  'batch'?: (number | string | Long);
  'status'?: (_qiantai_acquiring_v1_CardBatchStatus);
  'debitCount'?: (number | string | Long);
  'debits'?: (_qiantai_common_v1_Money | null);
  'creditCount'?: (number | string | Long);
  'credits'?: (_qiantai_common_v1_Money | null);
  'endedAtMs'?: (number | string | Long);
}

export interface CardBatch__Output {
  'cardTerminalId': (string);
  'batch': (string);
  'status': (_qiantai_acquiring_v1_CardBatchStatus__Output);
  'debitCount': (string);
  'debits': (_qiantai_common_v1_Money__Output | null);
  'creditCount': (string);
  'credits': (_qiantai_common_v1_Money__Output | null);
  'endedAtMs': (string);
}
