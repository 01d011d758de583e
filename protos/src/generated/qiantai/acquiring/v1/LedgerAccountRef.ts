// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto


export interface LedgerAccountRef {
  'code'?: (string);
  'subject'?: (string);
  'bookId'?: (string);
}

export interface LedgerAccountRef__Output {
  'code': (string);
  'subject': (string);
  'bookId': (string);
}
