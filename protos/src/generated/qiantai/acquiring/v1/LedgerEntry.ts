// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { LedgerAccountRef as _qiantai_acquiring_v1_LedgerAccountRef, LedgerAccountRef__Output as _qiantai_acquiring_v1_LedgerAccountRef__Output } from '../../../qiantai/acquiring/v1/LedgerAccountRef.ts';
import type { _qiantai_acquiring_v1_LedgerLeg_Side, _qiantai_acquiring_v1_LedgerLeg_Side__Output } from '../../../qiantai/acquiring/v1/LedgerLeg.ts';
import type { Long } from '@grpc/proto-loader';

export interface LedgerEntry {
  'journalId'?: (string);
  'leg'?: (number);
  'account'?: (_qiantai_acquiring_v1_LedgerAccountRef | null);
  'accountNameEn'?: (string);
  'accountNameZh'?: (string);
  'side'?: (_qiantai_acquiring_v1_LedgerLeg_Side);
  'amountMinor'?: (number | string | Long);
  'currency'?: (string);
  'accountingDate'?: (string);
  'version'?: (number | string | Long);
  'balanceAfterMinor'?: (number | string | Long);
  'kind'?: (string);
  'reference'?: (string);
  'postedAtMs'?: (number | string | Long);
  'note'?: (string);
}

export interface LedgerEntry__Output {
  'journalId': (string);
  'leg': (number);
  'account': (_qiantai_acquiring_v1_LedgerAccountRef__Output | null);
  'accountNameEn': (string);
  'accountNameZh': (string);
  'side': (_qiantai_acquiring_v1_LedgerLeg_Side__Output);
  'amountMinor': (string);
  'currency': (string);
  'accountingDate': (string);
  'version': (string);
  'balanceAfterMinor': (string);
  'kind': (string);
  'reference': (string);
  'postedAtMs': (string);
  'note': (string);
}
