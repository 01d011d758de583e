// Original file: protos/proto/qiantai/acquiring/v1/account.proto


export interface UnfreezeAccountRequest {
  'requestKey'?: (string);
  'freezeId'?: (string);
  'amountMinor'?: (string);
  'why'?: (string);
}

export interface UnfreezeAccountRequest__Output {
  'requestKey': (string);
  'freezeId': (string);
  'amountMinor': (string);
  'why': (string);
}
