// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type { Account as _qiantai_acquiring_v1_Account, Account__Output as _qiantai_acquiring_v1_Account__Output } from '../../../qiantai/acquiring/v1/Account.ts';

export interface ListAccountsReply {
  'accounts'?: (_qiantai_acquiring_v1_Account)[];
  'nextPageToken'?: (string);
}

export interface ListAccountsReply__Output {
  'accounts': (_qiantai_acquiring_v1_Account__Output)[];
  'nextPageToken': (string);
}
