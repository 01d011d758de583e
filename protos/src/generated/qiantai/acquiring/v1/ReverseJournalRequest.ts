// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto


export interface ReverseJournalRequest {
  'bookId'?: (string);
  'journalId'?: (string);
  'kind'?: (string);
  'reference'?: (string);
  'reversalReference'?: (string);
  'accountingDate'?: (string);
  'note'?: (string);
  'withLinked'?: (boolean);
}

export interface ReverseJournalRequest__Output {
  'bookId': (string);
  'journalId': (string);
  'kind': (string);
  'reference': (string);
  'reversalReference': (string);
  'accountingDate': (string);
  'note': (string);
  'withLinked': (boolean);
}
