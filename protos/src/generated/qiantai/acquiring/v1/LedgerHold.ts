// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { LedgerAccountRef as _qiantai_acquiring_v1_LedgerAccountRef, LedgerAccountRef__Output as _qiantai_acquiring_v1_LedgerAccountRef__Output } from '../../../qiantai/acquiring/v1/LedgerAccountRef.ts';
import type { LedgerFreeze as _qiantai_acquiring_v1_LedgerFreeze, LedgerFreeze__Output as _qiantai_acquiring_v1_LedgerFreeze__Output } from '../../../qiantai/acquiring/v1/LedgerFreeze.ts';
import type { Long } from '@grpc/proto-loader';

export interface LedgerHold {
  'bookId'?: (string);
  'holdId'?: (string);
  'account'?: (_qiantai_acquiring_v1_LedgerAccountRef | null);
  'currency'?: (string);
  'freeze'?: (_qiantai_acquiring_v1_LedgerFreeze);
  'amountMinor'?: (number | string | Long);
  'capturedMinor'?: (number | string | Long);
  'releasedMinor'?: (number | string | Long);
  'leftMinor'?: (number | string | Long);
  'status'?: (string);
  'reference'?: (string);
  'expiresAtMs'?: (number | string | Long);
  'placedAtMs'?: (number | string | Long);
  'updatedAtMs'?: (number | string | Long);
}

export interface LedgerHold__Output {
  'bookId': (string);
  'holdId': (string);
  'account': (_qiantai_acquiring_v1_LedgerAccountRef__Output | null);
  'currency': (string);
  'freeze': (_qiantai_acquiring_v1_LedgerFreeze__Output);
  'amountMinor': (string);
  'capturedMinor': (string);
  'releasedMinor': (string);
  'leftMinor': (string);
  'status': (string);
  'reference': (string);
  'expiresAtMs': (string);
  'placedAtMs': (string);
  'updatedAtMs': (string);
}
