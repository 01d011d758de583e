// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type { Long } from '@grpc/proto-loader';

// Original file: protos/proto/qiantai/acquiring/v1/account.proto

export const _qiantai_acquiring_v1_PasswordReply_Outcome = {
  OUTCOME_UNSPECIFIED: 'OUTCOME_UNSPECIFIED',
  OUTCOME_SET: 'OUTCOME_SET',
  OUTCOME_WRONG: 'OUTCOME_WRONG',
  OUTCOME_LOCKED: 'OUTCOME_LOCKED',
  OUTCOME_CODE_OVER: 'OUTCOME_CODE_OVER',
} as const;

export type _qiantai_acquiring_v1_PasswordReply_Outcome =
  | 'OUTCOME_UNSPECIFIED'
  | 0
  | 'OUTCOME_SET'
  | 1
  | 'OUTCOME_WRONG'
  | 2
  | 'OUTCOME_LOCKED'
  | 3
  | 'OUTCOME_CODE_OVER'
  | 4

export type _qiantai_acquiring_v1_PasswordReply_Outcome__Output = typeof _qiantai_acquiring_v1_PasswordReply_Outcome[keyof typeof _qiantai_acquiring_v1_PasswordReply_Outcome]

export interface PasswordReply {
  'outcome'?: (_qiantai_acquiring_v1_PasswordReply_Outcome);
  'triesLeft'?: (number);
  'lockedUntilMs'?: (number | string | Long);
}

export interface PasswordReply__Output {
  'outcome': (_qiantai_acquiring_v1_PasswordReply_Outcome__Output);
  'triesLeft': (number);
  'lockedUntilMs': (string);
}
