// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type { OnBehalf as _qiantai_acquiring_v1_OnBehalf, OnBehalf__Output as _qiantai_acquiring_v1_OnBehalf__Output } from '../../../qiantai/acquiring/v1/OnBehalf.ts';

export interface RequestPasswordResetRequest {
  'requestKey'?: (string);
  'accountNumber'?: (string);
  'onBehalf'?: (_qiantai_acquiring_v1_OnBehalf | null);
}

export interface RequestPasswordResetRequest__Output {
  'requestKey': (string);
  'accountNumber': (string);
  'onBehalf': (_qiantai_acquiring_v1_OnBehalf__Output | null);
}
