// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto

import type { MemberCard as _qiantai_acquiring_v1_MemberCard, MemberCard__Output as _qiantai_acquiring_v1_MemberCard__Output } from '../../../qiantai/acquiring/v1/MemberCard.ts';

export interface ListMemberCardsReply {
  'cards'?: (_qiantai_acquiring_v1_MemberCard)[];
}

export interface ListMemberCardsReply__Output {
  'cards': (_qiantai_acquiring_v1_MemberCard__Output)[];
}
