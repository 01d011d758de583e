// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto


export interface SettleCardsRequest {
  'settlementId'?: (string);
  'terminalId'?: (string);
  'keys'?: (string)[];
}

export interface SettleCardsRequest__Output {
  'settlementId': (string);
  'terminalId': (string);
  'keys': (string)[];
}
