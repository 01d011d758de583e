// Original file: protos/proto/qiantai/edge/v1/till.proto


export interface ApproveRequest {
  'right'?: (string);
  'number'?: (string);
  'pin'?: (string);
  'cardCode'?: (string);
  'saleId'?: (string);
  'note'?: (string);
}

export interface ApproveRequest__Output {
  'right': (string);
  'number': (string);
  'pin': (string);
  'cardCode': (string);
  'saleId': (string);
  'note': (string);
}
