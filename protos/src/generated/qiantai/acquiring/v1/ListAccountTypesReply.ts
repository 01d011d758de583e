// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type { AccountType as _qiantai_acquiring_v1_AccountType, AccountType__Output as _qiantai_acquiring_v1_AccountType__Output } from '../../../qiantai/acquiring/v1/AccountType.ts';

export interface ListAccountTypesReply {
  'types'?: (_qiantai_acquiring_v1_AccountType)[];
}

export interface ListAccountTypesReply__Output {
  'types': (_qiantai_acquiring_v1_AccountType__Output)[];
}
