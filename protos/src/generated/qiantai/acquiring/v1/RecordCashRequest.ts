// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Long } from '@grpc/proto-loader';

export interface RecordCashRequest {
  'paymentKey'?: (string);
  'orderNo'?: (string);
  'orderTotal'?: (_qiantai_common_v1_Money | null);
  'amount'?: (_qiantai_common_v1_Money | null);
  'terminalId'?: (string);
  'operatorId'?: (string);
  'businessDate'?: (string);
  'takenAtMs'?: (number | string | Long);
}

export interface RecordCashRequest__Output {
  'paymentKey': (string);
  'orderNo': (string);
  'orderTotal': (_qiantai_common_v1_Money__Output | null);
  'amount': (_qiantai_common_v1_Money__Output | null);
  'terminalId': (string);
  'operatorId': (string);
  'businessDate': (string);
  'takenAtMs': (string);
}
