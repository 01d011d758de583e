// Original file: protos/proto/qiantai/edge/v1/hub.proto


export interface OfferRecordReply {
  'known'?: (boolean);
  'code'?: (string);
  'receiptNo'?: (string);
  'saleJson'?: (string);
}

export interface OfferRecordReply__Output {
  'known': (boolean);
  'code': (string);
  'receiptNo': (string);
  'saleJson': (string);
}
