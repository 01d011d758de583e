// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type { Account as _qiantai_acquiring_v1_Account, Account__Output as _qiantai_acquiring_v1_Account__Output } from '../../../qiantai/acquiring/v1/Account.ts';

export interface ClosingReply {
  'account'?: (_qiantai_acquiring_v1_Account | null);
  'hindrances'?: (string)[];
}

export interface ClosingReply__Output {
  'account': (_qiantai_acquiring_v1_Account__Output | null);
  'hindrances': (string)[];
}
