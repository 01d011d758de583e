// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { CardData as _qiantai_common_v1_CardData, CardData__Output as _qiantai_common_v1_CardData__Output } from '../../../qiantai/common/v1/CardData.ts';
import type { Long } from '@grpc/proto-loader';

export interface RefundRequest {
  'refundKey'?: (string);
  'paymentKey'?: (string);
  'amount'?: (_qiantai_common_v1_Money | null);
  'terminalId'?: (string);
  'operatorId'?: (string);
  'reason'?: (string);
  'businessDate'?: (string);
  'card'?: (_qiantai_common_v1_CardData | null);
  'requestedAtMs'?: (number | string | Long);
  'waitMs'?: (number);
}

export interface RefundRequest__Output {
  'refundKey': (string);
  'paymentKey': (string);
  'amount': (_qiantai_common_v1_Money__Output | null);
  'terminalId': (string);
  'operatorId': (string);
  'reason': (string);
  'businessDate': (string);
  'card': (_qiantai_common_v1_CardData__Output | null);
  'requestedAtMs': (string);
  'waitMs': (number);
}
