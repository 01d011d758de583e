// Original file: protos/proto/qiantai/edge/v1/hub.proto


export interface OfferRecordReply {
  'known'?: (boolean);
}

export interface OfferRecordReply__Output {
  'known': (boolean);
}
