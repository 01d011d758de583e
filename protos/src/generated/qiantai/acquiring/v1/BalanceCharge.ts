// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Long } from '@grpc/proto-loader';

export interface BalanceCharge {
  'chargeNo'?: (string);
  'codeId'?: (string);
  'accountNumber'?: (string);
  'amount'?: (_qiantai_common_v1_Money | null);
  'status'?: (string);
  'reasonCode'?: (string);
  'description'?: (string);
  'storeId'?: (string);
  'refundedMinor'?: (number | string | Long);
  'createdAtMs'?: (number | string | Long);
  'expiresAtMs'?: (number | string | Long);
}

export interface BalanceCharge__Output {
  'chargeNo': (string);
  'codeId': (string);
  'accountNumber': (string);
  'amount': (_qiantai_common_v1_Money__Output | null);
  'status': (string);
  'reasonCode': (string);
  'description': (string);
  'storeId': (string);
  'refundedMinor': (string);
  'createdAtMs': (string);
  'expiresAtMs': (string);
}
