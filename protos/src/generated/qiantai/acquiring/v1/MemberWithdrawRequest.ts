// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';

export interface MemberWithdrawRequest {
  'companyId'?: (string);
  'operationKey'?: (string);
  'accountNumber'?: (string);
  'amount'?: (_qiantai_common_v1_Money | null);
  'cardId'?: (string);
  'remark'?: (string);
  'password'?: (string);
}

export interface MemberWithdrawRequest__Output {
  'companyId': (string);
  'operationKey': (string);
  'accountNumber': (string);
  'amount': (_qiantai_common_v1_Money__Output | null);
  'cardId': (string);
  'remark': (string);
  'password': (string);
}
