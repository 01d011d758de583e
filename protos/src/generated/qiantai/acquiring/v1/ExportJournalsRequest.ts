// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto


export interface ExportJournalsRequest {
  'bookId'?: (string);
  'from'?: (string);
  'to'?: (string);
  'kind'?: (string);
  'language'?: (string);
}

export interface ExportJournalsRequest__Output {
  'bookId': (string);
  'from': (string);
  'to': (string);
  'kind': (string);
  'language': (string);
}
