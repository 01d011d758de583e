// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type { FreezeKind as _qiantai_acquiring_v1_FreezeKind, FreezeKind__Output as _qiantai_acquiring_v1_FreezeKind__Output } from '../../../qiantai/acquiring/v1/FreezeKind.ts';

export interface FreezeAccountRequest {
  'requestKey'?: (string);
  'accountNumber'?: (string);
  'kind'?: (_qiantai_acquiring_v1_FreezeKind);
  'amountMinor'?: (string);
  'whole'?: (boolean);
  'why'?: (string);
  'scope'?: "amountMinor"|"whole";
}

export interface FreezeAccountRequest__Output {
  'requestKey': (string);
  'accountNumber': (string);
  'kind': (_qiantai_acquiring_v1_FreezeKind__Output);
  'amountMinor'?: (string);
  'whole'?: (boolean);
  'why': (string);
  'scope'?: "amountMinor"|"whole";
}
