// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { JournalEntry as _qiantai_acquiring_v1_JournalEntry, JournalEntry__Output as _qiantai_acquiring_v1_JournalEntry__Output } from '../../../qiantai/acquiring/v1/JournalEntry.ts';
import type { JournalSigner as _qiantai_acquiring_v1_JournalSigner, JournalSigner__Output as _qiantai_acquiring_v1_JournalSigner__Output } from '../../../qiantai/acquiring/v1/JournalSigner.ts';

export interface ReadJournalReply {
  'entries'?: (_qiantai_acquiring_v1_JournalEntry)[];
  'more'?: (boolean);
  'signers'?: (_qiantai_acquiring_v1_JournalSigner)[];
}

export interface ReadJournalReply__Output {
  'entries': (_qiantai_acquiring_v1_JournalEntry__Output)[];
  'more': (boolean);
  'signers': (_qiantai_acquiring_v1_JournalSigner__Output)[];
}
