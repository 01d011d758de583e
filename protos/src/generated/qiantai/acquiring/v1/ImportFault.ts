// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface ImportFault {
  'line'?: (number);
  'column'?: (string);
  'code'?: (string);
  'message'?: (string);
}

export interface ImportFault__Output {
  'line': (number);
  'column': (string);
  'code': (string);
  'message': (string);
}
