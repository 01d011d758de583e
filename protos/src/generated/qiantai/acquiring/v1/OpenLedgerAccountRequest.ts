// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { LedgerAccountRef as _qiantai_acquiring_v1_LedgerAccountRef, LedgerAccountRef__Output as _qiantai_acquiring_v1_LedgerAccountRef__Output } from '../../../qiantai/acquiring/v1/LedgerAccountRef.ts';

export interface OpenLedgerAccountRequest {
  'bookId'?: (string);
  'account'?: (_qiantai_acquiring_v1_LedgerAccountRef | null);
  'currency'?: (string);
  'name'?: (string);
}

export interface OpenLedgerAccountRequest__Output {
  'bookId': (string);
  'account': (_qiantai_acquiring_v1_LedgerAccountRef__Output | null);
  'currency': (string);
  'name': (string);
}
