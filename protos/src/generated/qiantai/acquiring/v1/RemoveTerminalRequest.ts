// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface RemoveTerminalRequest {
  'terminalId'?: (string);
}

export interface RemoveTerminalRequest__Output {
  'terminalId': (string);
}
