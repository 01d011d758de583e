// Original file: protos/proto/qiantai/acquiring/v1/custody.proto


export interface ImportStatementReply {
  'result'?: (string);
  'lines'?: (number);
  'suspense'?: (number);
  'unexplained'?: (number);
  'differences'?: (string)[];
  'code'?: (string);
  'why'?: (string);
}

export interface ImportStatementReply__Output {
  'result': (string);
  'lines': (number);
  'suspense': (number);
  'unexplained': (number);
  'differences': (string)[];
  'code': (string);
  'why': (string);
}
