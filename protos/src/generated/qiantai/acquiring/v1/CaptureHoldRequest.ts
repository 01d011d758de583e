// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { LedgerAccountRef as _qiantai_acquiring_v1_LedgerAccountRef, LedgerAccountRef__Output as _qiantai_acquiring_v1_LedgerAccountRef__Output } from '../../../qiantai/acquiring/v1/LedgerAccountRef.ts';
import type { LedgerEvent as _qiantai_acquiring_v1_LedgerEvent, LedgerEvent__Output as _qiantai_acquiring_v1_LedgerEvent__Output } from '../../../qiantai/acquiring/v1/LedgerEvent.ts';
import type { Long } from '@grpc/proto-loader';

export interface CaptureHoldRequest {
  'bookId'?: (string);
  'holdId'?: (string);
  'reference'?: (string);
  'amountMinor'?: (number | string | Long);
  'releaseRest'?: (boolean);
  'account'?: (_qiantai_acquiring_v1_LedgerAccountRef | null);
  'event'?: (_qiantai_acquiring_v1_LedgerEvent | null);
  'accountingDate'?: (string);
  'note'?: (string);
  'otherSide'?: "account"|"event";
}

export interface CaptureHoldRequest__Output {
  'bookId': (string);
  'holdId': (string);
  'reference': (string);
  'amountMinor': (string);
  'releaseRest': (boolean);
  'account'?: (_qiantai_acquiring_v1_LedgerAccountRef__Output | null);
  'event'?: (_qiantai_acquiring_v1_LedgerEvent__Output | null);
  'accountingDate': (string);
  'note': (string);
  'otherSide'?: "account"|"event";
}
