// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { LedgerJournalToPost as _qiantai_acquiring_v1_LedgerJournalToPost, LedgerJournalToPost__Output as _qiantai_acquiring_v1_LedgerJournalToPost__Output } from '../../../qiantai/acquiring/v1/LedgerJournalToPost.ts';
import type { LedgerHoldStep as _qiantai_acquiring_v1_LedgerHoldStep, LedgerHoldStep__Output as _qiantai_acquiring_v1_LedgerHoldStep__Output } from '../../../qiantai/acquiring/v1/LedgerHoldStep.ts';

export interface PostJournalsRequest {
  'journals'?: (_qiantai_acquiring_v1_LedgerJournalToPost)[];
  'holds'?: (_qiantai_acquiring_v1_LedgerHoldStep)[];
}

export interface PostJournalsRequest__Output {
  'journals': (_qiantai_acquiring_v1_LedgerJournalToPost__Output)[];
  'holds': (_qiantai_acquiring_v1_LedgerHoldStep__Output)[];
}
