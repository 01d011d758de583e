// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { JournalEntryResult as _qiantai_acquiring_v1_JournalEntryResult, JournalEntryResult__Output as _qiantai_acquiring_v1_JournalEntryResult__Output } from '../../../qiantai/acquiring/v1/JournalEntryResult.ts';

export interface AppendJournalReply {
  'results'?: (_qiantai_acquiring_v1_JournalEntryResult)[];
}

export interface AppendJournalReply__Output {
  'results': (_qiantai_acquiring_v1_JournalEntryResult__Output)[];
}
