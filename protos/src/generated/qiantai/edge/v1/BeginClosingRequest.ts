// Original file: protos/proto/qiantai/edge/v1/shift.proto


export interface BeginClosingRequest {
  'shiftId'?: (string);
  'reopen'?: (boolean);
}

export interface BeginClosingRequest__Output {
  'shiftId': (string);
  'reopen': (boolean);
}
