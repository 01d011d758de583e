// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { LedgerAccountRef as _qiantai_acquiring_v1_LedgerAccountRef, LedgerAccountRef__Output as _qiantai_acquiring_v1_LedgerAccountRef__Output } from '../../../qiantai/acquiring/v1/LedgerAccountRef.ts';

export interface StatementRequest {
  'bookId'?: (string);
  'account'?: (_qiantai_acquiring_v1_LedgerAccountRef | null);
  'currency'?: (string);
  'from'?: (string);
  'to'?: (string);
  'pageSize'?: (number);
  'pageToken'?: (string);
}

export interface StatementRequest__Output {
  'bookId': (string);
  'account': (_qiantai_acquiring_v1_LedgerAccountRef__Output | null);
  'currency': (string);
  'from': (string);
  'to': (string);
  'pageSize': (number);
  'pageToken': (string);
}
