// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { BankInstruction as _qiantai_acquiring_v1_BankInstruction, BankInstruction__Output as _qiantai_acquiring_v1_BankInstruction__Output } from '../../../qiantai/acquiring/v1/BankInstruction.ts';

export interface ListInstructionsReply {
  'instructions'?: (_qiantai_acquiring_v1_BankInstruction)[];
  'nextPageToken'?: (string);
}

export interface ListInstructionsReply__Output {
  'instructions': (_qiantai_acquiring_v1_BankInstruction__Output)[];
  'nextPageToken': (string);
}
