// Original file: protos/proto/qiantai/edge/v1/shift.proto


export interface GetShiftRequest {
  'shiftId'?: (string);
  'showExpected'?: (boolean);
}

export interface GetShiftRequest__Output {
  'shiftId': (string);
  'showExpected': (boolean);
}
