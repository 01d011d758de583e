// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { LedgerHold as _qiantai_acquiring_v1_LedgerHold, LedgerHold__Output as _qiantai_acquiring_v1_LedgerHold__Output } from '../../../qiantai/acquiring/v1/LedgerHold.ts';

export interface LedgerHoldReply {
  'replayed'?: (boolean);
  'hold'?: (_qiantai_acquiring_v1_LedgerHold | null);
  'journalIds'?: (string)[];
}

export interface LedgerHoldReply__Output {
  'replayed': (boolean);
  'hold': (_qiantai_acquiring_v1_LedgerHold__Output | null);
  'journalIds': (string)[];
}
