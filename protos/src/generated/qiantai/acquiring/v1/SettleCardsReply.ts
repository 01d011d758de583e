// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { CardBatch as _qiantai_acquiring_v1_CardBatch, CardBatch__Output as _qiantai_acquiring_v1_CardBatch__Output } from '../../../qiantai/acquiring/v1/CardBatch.ts';
import type { CardBatchEntry as _qiantai_acquiring_v1_CardBatchEntry, CardBatchEntry__Output as _qiantai_acquiring_v1_CardBatchEntry__Output } from '../../../qiantai/acquiring/v1/CardBatchEntry.ts';

export interface SettleCardsReply {
  'batches'?: (_qiantai_acquiring_v1_CardBatch)[];
  'entries'?: (_qiantai_acquiring_v1_CardBatchEntry)[];
}

export interface SettleCardsReply__Output {
  'batches': (_qiantai_acquiring_v1_CardBatch__Output)[];
  'entries': (_qiantai_acquiring_v1_CardBatchEntry__Output)[];
}
