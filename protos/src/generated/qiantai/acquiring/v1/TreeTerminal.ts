// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface TreeTerminal {
  'terminalId'?: (string);
  'storeId'?: (string);
  'name'?: (string);
  'cardTerminalId'?: (string);
}

export interface TreeTerminal__Output {
  'terminalId': (string);
  'storeId': (string);
  'name': (string);
  'cardTerminalId': (string);
}
