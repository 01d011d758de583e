// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { LedgerEvent as _qiantai_acquiring_v1_LedgerEvent, LedgerEvent__Output as _qiantai_acquiring_v1_LedgerEvent__Output } from '../../../qiantai/acquiring/v1/LedgerEvent.ts';

export interface PostEventsRequest {
  'events'?: (_qiantai_acquiring_v1_LedgerEvent)[];
  'linked'?: (boolean);
}

export interface PostEventsRequest__Output {
  'events': (_qiantai_acquiring_v1_LedgerEvent__Output)[];
  'linked': (boolean);
}
