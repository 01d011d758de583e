// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { TreeTerminal as _qiantai_acquiring_v1_TreeTerminal, TreeTerminal__Output as _qiantai_acquiring_v1_TreeTerminal__Output } from '../../../qiantai/acquiring/v1/TreeTerminal.ts';

export interface PutTerminalRequest {
  'terminal'?: (_qiantai_acquiring_v1_TreeTerminal | null);
}

export interface PutTerminalRequest__Output {
  'terminal': (_qiantai_acquiring_v1_TreeTerminal__Output | null);
}
