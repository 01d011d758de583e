// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { LedgerEntry as _qiantai_acquiring_v1_LedgerEntry, LedgerEntry__Output as _qiantai_acquiring_v1_LedgerEntry__Output } from '../../../qiantai/acquiring/v1/LedgerEntry.ts';

export interface ListEntriesReply {
  'entries'?: (_qiantai_acquiring_v1_LedgerEntry)[];
  'nextPageToken'?: (string);
}

export interface ListEntriesReply__Output {
  'entries': (_qiantai_acquiring_v1_LedgerEntry__Output)[];
  'nextPageToken': (string);
}
