// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { SuspenseTarget as _qiantai_acquiring_v1_SuspenseTarget, SuspenseTarget__Output as _qiantai_acquiring_v1_SuspenseTarget__Output } from '../../../qiantai/acquiring/v1/SuspenseTarget.ts';
import type { SuspenseApproval as _qiantai_acquiring_v1_SuspenseApproval, SuspenseApproval__Output as _qiantai_acquiring_v1_SuspenseApproval__Output } from '../../../qiantai/acquiring/v1/SuspenseApproval.ts';
import type { SuspenseRefusal as _qiantai_acquiring_v1_SuspenseRefusal, SuspenseRefusal__Output as _qiantai_acquiring_v1_SuspenseRefusal__Output } from '../../../qiantai/acquiring/v1/SuspenseRefusal.ts';

export interface ClearSuspenseRequest {
  'suspenseId'?: (string);
  'propose'?: (_qiantai_acquiring_v1_SuspenseTarget | null);
  'approve'?: (_qiantai_acquiring_v1_SuspenseApproval | null);
  'decline'?: (_qiantai_acquiring_v1_SuspenseRefusal | null);
  'step'?: "propose"|"approve"|"decline";
}

export interface ClearSuspenseRequest__Output {
  'suspenseId': (string);
  'propose'?: (_qiantai_acquiring_v1_SuspenseTarget__Output | null);
  'approve'?: (_qiantai_acquiring_v1_SuspenseApproval__Output | null);
  'decline'?: (_qiantai_acquiring_v1_SuspenseRefusal__Output | null);
  'step'?: "propose"|"approve"|"decline";
}
