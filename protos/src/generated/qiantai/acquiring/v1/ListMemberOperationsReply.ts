// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto

import type { MemberOperation as _qiantai_acquiring_v1_MemberOperation, MemberOperation__Output as _qiantai_acquiring_v1_MemberOperation__Output } from '../../../qiantai/acquiring/v1/MemberOperation.ts';

export interface ListMemberOperationsReply {
  'operations'?: (_qiantai_acquiring_v1_MemberOperation)[];
  'nextPageToken'?: (string);
}

export interface ListMemberOperationsReply__Output {
  'operations': (_qiantai_acquiring_v1_MemberOperation__Output)[];
  'nextPageToken': (string);
}
