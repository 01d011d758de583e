// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto


export interface ListPeriodsRequest {
  'bookId'?: (string);
}

export interface ListPeriodsRequest__Output {
  'bookId': (string);
}
