// Original file: protos/proto/qiantai/edge/v1/shift.proto


export interface ListShiftsRequest {
  'limit'?: (number);
}

export interface ListShiftsRequest__Output {
  'limit': (number);
}
