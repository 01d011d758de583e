// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto

import type { Long } from '@grpc/proto-loader';

export interface TerminalBoard {
  'terminalId'?: (string);
  'agentHead'?: (number | string | Long);
  'serverHead'?: (number | string | Long);
  'gap'?: (number | string | Long);
  'appVersion'?: (string);
  'devices'?: ({[key: string]: string});
}

export interface TerminalBoard__Output {
  'terminalId': (string);
  'agentHead': (string);
  'serverHead': (string);
  'gap': (string);
  'appVersion': (string);
  'devices': ({[key: string]: string});
}
