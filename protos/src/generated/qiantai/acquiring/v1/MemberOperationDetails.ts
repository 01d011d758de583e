// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto

import type { MemberOperation as _qiantai_acquiring_v1_MemberOperation, MemberOperation__Output as _qiantai_acquiring_v1_MemberOperation__Output } from '../../../qiantai/acquiring/v1/MemberOperation.ts';
import type { MemberOperationHistory as _qiantai_acquiring_v1_MemberOperationHistory, MemberOperationHistory__Output as _qiantai_acquiring_v1_MemberOperationHistory__Output } from '../../../qiantai/acquiring/v1/MemberOperationHistory.ts';
import type { MemberOperationReview as _qiantai_acquiring_v1_MemberOperationReview, MemberOperationReview__Output as _qiantai_acquiring_v1_MemberOperationReview__Output } from '../../../qiantai/acquiring/v1/MemberOperationReview.ts';

export interface MemberOperationDetails {
  'operation'?: (_qiantai_acquiring_v1_MemberOperation | null);
  'history'?: (_qiantai_acquiring_v1_MemberOperationHistory)[];
  'reviews'?: (_qiantai_acquiring_v1_MemberOperationReview)[];
}

export interface MemberOperationDetails__Output {
  'operation': (_qiantai_acquiring_v1_MemberOperation__Output | null);
  'history': (_qiantai_acquiring_v1_MemberOperationHistory__Output)[];
  'reviews': (_qiantai_acquiring_v1_MemberOperationReview__Output)[];
}
