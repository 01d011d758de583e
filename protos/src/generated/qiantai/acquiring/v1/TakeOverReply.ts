// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { JournalSigner as _qiantai_acquiring_v1_JournalSigner, JournalSigner__Output as _qiantai_acquiring_v1_JournalSigner__Output } from '../../../qiantai/acquiring/v1/JournalSigner.ts';

export interface TakeOverReply {
  'predecessor'?: (_qiantai_acquiring_v1_JournalSigner | null);
}

export interface TakeOverReply__Output {
  'predecessor': (_qiantai_acquiring_v1_JournalSigner__Output | null);
}
