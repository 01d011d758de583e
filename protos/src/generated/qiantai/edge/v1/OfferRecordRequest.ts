// Original file: protos/proto/qiantai/edge/v1/hub.proto


export interface OfferRecordRequest {
  'key'?: (string);
  'hash'?: (string);
  'recordJson'?: (string);
}

export interface OfferRecordRequest__Output {
  'key': (string);
  'hash': (string);
  'recordJson': (string);
}
