// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { LedgerHold as _qiantai_acquiring_v1_LedgerHold, LedgerHold__Output as _qiantai_acquiring_v1_LedgerHold__Output } from '../../../qiantai/acquiring/v1/LedgerHold.ts';

export interface ListHoldsReply {
  'holds'?: (_qiantai_acquiring_v1_LedgerHold)[];
  'nextPageToken'?: (string);
}

export interface ListHoldsReply__Output {
  'holds': (_qiantai_acquiring_v1_LedgerHold__Output)[];
  'nextPageToken': (string);
}
