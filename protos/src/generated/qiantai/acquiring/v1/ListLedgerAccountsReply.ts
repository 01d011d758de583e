// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { LedgerAccount as _qiantai_acquiring_v1_LedgerAccount, LedgerAccount__Output as _qiantai_acquiring_v1_LedgerAccount__Output } from '../../../qiantai/acquiring/v1/LedgerAccount.ts';

export interface ListLedgerAccountsReply {
  'accounts'?: (_qiantai_acquiring_v1_LedgerAccount)[];
  'nextPageToken'?: (string);
}

export interface ListLedgerAccountsReply__Output {
  'accounts': (_qiantai_acquiring_v1_LedgerAccount__Output)[];
  'nextPageToken': (string);
}
