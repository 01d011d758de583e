// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto

import type { ActivationCodeDescription as _qiantai_acquiring_v1_ActivationCodeDescription, ActivationCodeDescription__Output as _qiantai_acquiring_v1_ActivationCodeDescription__Output } from '../../../qiantai/acquiring/v1/ActivationCodeDescription.ts';

export interface ListActivationCodesReply {
  'codes'?: (_qiantai_acquiring_v1_ActivationCodeDescription)[];
}

export interface ListActivationCodesReply__Output {
  'codes': (_qiantai_acquiring_v1_ActivationCodeDescription__Output)[];
}
