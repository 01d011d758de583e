// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { LedgerAccount as _qiantai_acquiring_v1_LedgerAccount, LedgerAccount__Output as _qiantai_acquiring_v1_LedgerAccount__Output } from '../../../qiantai/acquiring/v1/LedgerAccount.ts';
import type { LedgerEntry as _qiantai_acquiring_v1_LedgerEntry, LedgerEntry__Output as _qiantai_acquiring_v1_LedgerEntry__Output } from '../../../qiantai/acquiring/v1/LedgerEntry.ts';
import type { Long } from '@grpc/proto-loader';

export interface _qiantai_acquiring_v1_Statement_Line {
  'entry'?: (_qiantai_acquiring_v1_LedgerEntry | null);
  'balanceMinor'?: (number | string | Long);
}

export interface _qiantai_acquiring_v1_Statement_Line__Output {
  'entry': (_qiantai_acquiring_v1_LedgerEntry__Output | null);
  'balanceMinor': (string);
}

export interface Statement {
  'account'?: (_qiantai_acquiring_v1_LedgerAccount | null);
  'from'?: (string);
  'to'?: (string);
  'openingMinor'?: (number | string | Long);
  'debitsMinor'?: (number | string | Long);
  'creditsMinor'?: (number | string | Long);
  'closingMinor'?: (number | string | Long);
  'lines'?: (_qiantai_acquiring_v1_Statement_Line)[];
  'nextPageToken'?: (string);
}

export interface Statement__Output {
  'account': (_qiantai_acquiring_v1_LedgerAccount__Output | null);
  'from': (string);
  'to': (string);
  'openingMinor': (string);
  'debitsMinor': (string);
  'creditsMinor': (string);
  'closingMinor': (string);
  'lines': (_qiantai_acquiring_v1_Statement_Line__Output)[];
  'nextPageToken': (string);
}
