// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { LedgerJournal as _qiantai_acquiring_v1_LedgerJournal, LedgerJournal__Output as _qiantai_acquiring_v1_LedgerJournal__Output } from '../../../qiantai/acquiring/v1/LedgerJournal.ts';

export interface ListJournalsReply {
  'journals'?: (_qiantai_acquiring_v1_LedgerJournal)[];
  'nextPageToken'?: (string);
}

export interface ListJournalsReply__Output {
  'journals': (_qiantai_acquiring_v1_LedgerJournal__Output)[];
  'nextPageToken': (string);
}
