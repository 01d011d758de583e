// Original file: protos/proto/qiantai/edge/v1/shift.proto


export interface Approval {
  'number'?: (string);
  'pin'?: (string);
}

export interface Approval__Output {
  'number': (string);
  'pin': (string);
}
