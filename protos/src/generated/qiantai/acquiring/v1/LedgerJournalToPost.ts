// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { LedgerLeg as _qiantai_acquiring_v1_LedgerLeg, LedgerLeg__Output as _qiantai_acquiring_v1_LedgerLeg__Output } from '../../../qiantai/acquiring/v1/LedgerLeg.ts';

export interface LedgerJournalToPost {
  'bookId'?: (string);
  'kind'?: (string);
  'reference'?: (string);
  'currency'?: (string);
  'accountingDate'?: (string);
  'legs'?: (_qiantai_acquiring_v1_LedgerLeg)[];
  'note'?: (string);
}

export interface LedgerJournalToPost__Output {
  'bookId': (string);
  'kind': (string);
  'reference': (string);
  'currency': (string);
  'accountingDate': (string);
  'legs': (_qiantai_acquiring_v1_LedgerLeg__Output)[];
  'note': (string);
}
