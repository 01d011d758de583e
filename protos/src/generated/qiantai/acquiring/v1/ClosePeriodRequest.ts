// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto


export interface ClosePeriodRequest {
  'bookId'?: (string);
  'period'?: (string);
}

export interface ClosePeriodRequest__Output {
  'bookId': (string);
  'period': (string);
}
