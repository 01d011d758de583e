// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { LedgerAccountRef as _qiantai_acquiring_v1_LedgerAccountRef, LedgerAccountRef__Output as _qiantai_acquiring_v1_LedgerAccountRef__Output } from '../../../qiantai/acquiring/v1/LedgerAccountRef.ts';
import type { Long } from '@grpc/proto-loader';

// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

export const _qiantai_acquiring_v1_LedgerLeg_Side = {
  SIDE_UNSPECIFIED: 'SIDE_UNSPECIFIED',
  DEBIT: 'DEBIT',
  CREDIT: 'CREDIT',
} as const;

export type _qiantai_acquiring_v1_LedgerLeg_Side =
  | 'SIDE_UNSPECIFIED'
  | 0
  | 'DEBIT'
  | 1
  | 'CREDIT'
  | 2

export type _qiantai_acquiring_v1_LedgerLeg_Side__Output = typeof _qiantai_acquiring_v1_LedgerLeg_Side[keyof typeof _qiantai_acquiring_v1_LedgerLeg_Side]

export interface LedgerLeg {
  'account'?: (_qiantai_acquiring_v1_LedgerAccountRef | null);
  'side'?: (_qiantai_acquiring_v1_LedgerLeg_Side);
  'amountMinor'?: (number | string | Long);
  'currency'?: (string);
}

export interface LedgerLeg__Output {
  'account': (_qiantai_acquiring_v1_LedgerAccountRef__Output | null);
  'side': (_qiantai_acquiring_v1_LedgerLeg_Side__Output);
  'amountMinor': (string);
  'currency': (string);
}
