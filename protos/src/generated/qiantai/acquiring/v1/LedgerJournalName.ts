// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto


export interface LedgerJournalName {
  'journalId'?: (string);
  'bookId'?: (string);
  'kind'?: (string);
  'reference'?: (string);
}

export interface LedgerJournalName__Output {
  'journalId': (string);
  'bookId': (string);
  'kind': (string);
  'reference': (string);
}
