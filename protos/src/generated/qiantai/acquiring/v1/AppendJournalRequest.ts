// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { JournalEntry as _qiantai_acquiring_v1_JournalEntry, JournalEntry__Output as _qiantai_acquiring_v1_JournalEntry__Output } from '../../../qiantai/acquiring/v1/JournalEntry.ts';

export interface AppendJournalRequest {
  'entries'?: (_qiantai_acquiring_v1_JournalEntry)[];
  'mendings'?: (_qiantai_acquiring_v1_JournalEntry)[];
}

export interface AppendJournalRequest__Output {
  'entries': (_qiantai_acquiring_v1_JournalEntry__Output)[];
  'mendings': (_qiantai_acquiring_v1_JournalEntry__Output)[];
}
