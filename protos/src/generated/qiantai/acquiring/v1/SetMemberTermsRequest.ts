// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto

import type { MemberTerms as _qiantai_acquiring_v1_MemberTerms, MemberTerms__Output as _qiantai_acquiring_v1_MemberTerms__Output } from '../../../qiantai/acquiring/v1/MemberTerms.ts';

export interface SetMemberTermsRequest {
  'companyId'?: (string);
  'typeCode'?: (string);
  'kind'?: (string);
  'currency'?: (string);
  'terms'?: (_qiantai_acquiring_v1_MemberTerms | null);
}

export interface SetMemberTermsRequest__Output {
  'companyId': (string);
  'typeCode': (string);
  'kind': (string);
  'currency': (string);
  'terms': (_qiantai_acquiring_v1_MemberTerms__Output | null);
}
