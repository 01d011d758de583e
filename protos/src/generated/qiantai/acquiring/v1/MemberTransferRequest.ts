// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Long } from '@grpc/proto-loader';

export interface MemberTransferRequest {
  'companyId'?: (string);
  'operationKey'?: (string);
  'payerAccountNumber'?: (string);
  'payeeAccountNumber'?: (string);
  'amount'?: (_qiantai_common_v1_Money | null);
  'remark'?: (string);
  'acceptWithinMs'?: (number | string | Long);
}

export interface MemberTransferRequest__Output {
  'companyId': (string);
  'operationKey': (string);
  'payerAccountNumber': (string);
  'payeeAccountNumber': (string);
  'amount': (_qiantai_common_v1_Money__Output | null);
  'remark': (string);
  'acceptWithinMs': (string);
}
