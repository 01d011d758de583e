// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { LedgerAccountRef as _qiantai_acquiring_v1_LedgerAccountRef, LedgerAccountRef__Output as _qiantai_acquiring_v1_LedgerAccountRef__Output } from '../../../qiantai/acquiring/v1/LedgerAccountRef.ts';
import type { LedgerFreeze as _qiantai_acquiring_v1_LedgerFreeze, LedgerFreeze__Output as _qiantai_acquiring_v1_LedgerFreeze__Output } from '../../../qiantai/acquiring/v1/LedgerFreeze.ts';
import type { Long } from '@grpc/proto-loader';

export interface PlaceHoldRequest {
  'bookId'?: (string);
  'holdId'?: (string);
  'account'?: (_qiantai_acquiring_v1_LedgerAccountRef | null);
  'currency'?: (string);
  'amountMinor'?: (number | string | Long);
  'freeze'?: (_qiantai_acquiring_v1_LedgerFreeze);
  'reference'?: (string);
  'expiresAtMs'?: (number | string | Long);
}

export interface PlaceHoldRequest__Output {
  'bookId': (string);
  'holdId': (string);
  'account': (_qiantai_acquiring_v1_LedgerAccountRef__Output | null);
  'currency': (string);
  'amountMinor': (string);
  'freeze': (_qiantai_acquiring_v1_LedgerFreeze__Output);
  'reference': (string);
  'expiresAtMs': (string);
}
