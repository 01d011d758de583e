// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type { AccountChange as _qiantai_acquiring_v1_AccountChange, AccountChange__Output as _qiantai_acquiring_v1_AccountChange__Output } from '../../../qiantai/acquiring/v1/AccountChange.ts';
import type { AccountFreeze as _qiantai_acquiring_v1_AccountFreeze, AccountFreeze__Output as _qiantai_acquiring_v1_AccountFreeze__Output } from '../../../qiantai/acquiring/v1/AccountFreeze.ts';

export interface AccountHistory {
  'changes'?: (_qiantai_acquiring_v1_AccountChange)[];
  'freezes'?: (_qiantai_acquiring_v1_AccountFreeze)[];
}

export interface AccountHistory__Output {
  'changes': (_qiantai_acquiring_v1_AccountChange__Output)[];
  'freezes': (_qiantai_acquiring_v1_AccountFreeze__Output)[];
}
