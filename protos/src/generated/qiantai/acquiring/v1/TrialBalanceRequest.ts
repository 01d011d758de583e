// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto


export interface TrialBalanceRequest {
  'bookId'?: (string);
  'from'?: (string);
  'to'?: (string);
  'currency'?: (string);
  'beforeClosing'?: (boolean);
}

export interface TrialBalanceRequest__Output {
  'bookId': (string);
  'from': (string);
  'to': (string);
  'currency': (string);
  'beforeClosing': (boolean);
}
