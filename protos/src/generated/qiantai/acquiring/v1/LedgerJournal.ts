// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { LedgerEntry as _qiantai_acquiring_v1_LedgerEntry, LedgerEntry__Output as _qiantai_acquiring_v1_LedgerEntry__Output } from '../../../qiantai/acquiring/v1/LedgerEntry.ts';
import type { LedgerJournalName as _qiantai_acquiring_v1_LedgerJournalName, LedgerJournalName__Output as _qiantai_acquiring_v1_LedgerJournalName__Output } from '../../../qiantai/acquiring/v1/LedgerJournalName.ts';
import type { LedgerCause as _qiantai_acquiring_v1_LedgerCause, LedgerCause__Output as _qiantai_acquiring_v1_LedgerCause__Output } from '../../../qiantai/acquiring/v1/LedgerCause.ts';
import type { Long } from '@grpc/proto-loader';

export interface LedgerJournal {
  'journalId'?: (string);
  'bookId'?: (string);
  'kind'?: (string);
  'reference'?: (string);
  'currency'?: (string);
  'accountingDate'?: (string);
  'postedAtMs'?: (number | string | Long);
  'postedBy'?: (string);
  'note'?: (string);
  'reverses'?: (string);
  'reversedBy'?: (string);
  'entries'?: (_qiantai_acquiring_v1_LedgerEntry)[];
  'linked'?: (_qiantai_acquiring_v1_LedgerJournalName)[];
  'cause'?: (_qiantai_acquiring_v1_LedgerCause | null);
}

export interface LedgerJournal__Output {
  'journalId': (string);
  'bookId': (string);
  'kind': (string);
  'reference': (string);
  'currency': (string);
  'accountingDate': (string);
  'postedAtMs': (string);
  'postedBy': (string);
  'note': (string);
  'reverses': (string);
  'reversedBy': (string);
  'entries': (_qiantai_acquiring_v1_LedgerEntry__Output)[];
  'linked': (_qiantai_acquiring_v1_LedgerJournalName__Output)[];
  'cause': (_qiantai_acquiring_v1_LedgerCause__Output | null);
}
