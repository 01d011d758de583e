// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Long } from '@grpc/proto-loader';

export interface MemberOperation {
  'companyId'?: (string);
  'operationKey'?: (string);
  'kind'?: (string);
  'status'?: (string);
  'version'?: (number | string | Long);
  'accountNumber'?: (string);
  'payeeAccountNumber'?: (string);
  'amount'?: (_qiantai_common_v1_Money | null);
  'feeMinor'?: (number | string | Long);
  'shortfallMinor'?: (number | string | Long);
  'recoveredMinor'?: (number | string | Long);
  'remark'?: (string);
  'requestedBy'?: (string);
  'cardId'?: (string);
  'payerUrl'?: (string);
  'channelNumber'?: (string);
  'channelTransactionId'?: (string);
  'reasonCode'?: (string);
  'channelMessage'?: (string);
  'exceptionCode'?: (string);
  'deadlineMs'?: (number | string | Long);
  'createdAtMs'?: (number | string | Long);
  'updatedAtMs'?: (number | string | Long);
}

export interface MemberOperation__Output {
  'companyId': (string);
  'operationKey': (string);
  'kind': (string);
  'status': (string);
  'version': (string);
  'accountNumber': (string);
  'payeeAccountNumber': (string);
  'amount': (_qiantai_common_v1_Money__Output | null);
  'feeMinor': (string);
  'shortfallMinor': (string);
  'recoveredMinor': (string);
  'remark': (string);
  'requestedBy': (string);
  'cardId': (string);
  'payerUrl': (string);
  'channelNumber': (string);
  'channelTransactionId': (string);
  'reasonCode': (string);
  'channelMessage': (string);
  'exceptionCode': (string);
  'deadlineMs': (string);
  'createdAtMs': (string);
  'updatedAtMs': (string);
}
