// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto

import type { ActivationCodeDescription as _qiantai_acquiring_v1_ActivationCodeDescription, ActivationCodeDescription__Output as _qiantai_acquiring_v1_ActivationCodeDescription__Output } from '../../../qiantai/acquiring/v1/ActivationCodeDescription.ts';

export interface CreateActivationCodeReply {
  'activationCode'?: (string);
  'description'?: (_qiantai_acquiring_v1_ActivationCodeDescription | null);
}

export interface CreateActivationCodeReply__Output {
  'activationCode': (string);
  'description': (_qiantai_acquiring_v1_ActivationCodeDescription__Output | null);
}
