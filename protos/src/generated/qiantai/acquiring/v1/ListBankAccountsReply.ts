// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { BankAccount as _qiantai_acquiring_v1_BankAccount, BankAccount__Output as _qiantai_acquiring_v1_BankAccount__Output } from '../../../qiantai/acquiring/v1/BankAccount.ts';

export interface ListBankAccountsReply {
  'accounts'?: (_qiantai_acquiring_v1_BankAccount)[];
}

export interface ListBankAccountsReply__Output {
  'accounts': (_qiantai_acquiring_v1_BankAccount__Output)[];
}
