// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { LedgerPeriod as _qiantai_acquiring_v1_LedgerPeriod, LedgerPeriod__Output as _qiantai_acquiring_v1_LedgerPeriod__Output } from '../../../qiantai/acquiring/v1/LedgerPeriod.ts';

export interface ListPeriodsReply {
  'periods'?: (_qiantai_acquiring_v1_LedgerPeriod)[];
}

export interface ListPeriodsReply__Output {
  'periods': (_qiantai_acquiring_v1_LedgerPeriod__Output)[];
}
