// Original file: protos/proto/qiantai/edge/v1/till.proto


export interface Operator {
  'operatorId'?: (string);
  'number'?: (string);
  'name'?: (string);
  'rights'?: (string)[];
}

export interface Operator__Output {
  'operatorId': (string);
  'number': (string);
  'name': (string);
  'rights': (string)[];
}
