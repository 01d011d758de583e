// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { JournalEntryResult as _qiantai_acquiring_v1_JournalEntryResult, JournalEntryResult__Output as _qiantai_acquiring_v1_JournalEntryResult__Output } from '../../../qiantai/acquiring/v1/JournalEntryResult.ts';
import type { JournalHead as _qiantai_acquiring_v1_JournalHead, JournalHead__Output as _qiantai_acquiring_v1_JournalHead__Output } from '../../../qiantai/acquiring/v1/JournalHead.ts';

export interface AppendJournalReply {
  'results'?: (_qiantai_acquiring_v1_JournalEntryResult)[];
  'heads'?: (_qiantai_acquiring_v1_JournalHead)[];
}

export interface AppendJournalReply__Output {
  'results': (_qiantai_acquiring_v1_JournalEntryResult__Output)[];
  'heads': (_qiantai_acquiring_v1_JournalHead__Output)[];
}
