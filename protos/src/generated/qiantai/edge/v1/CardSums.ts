// Original file: protos/proto/qiantai/edge/v1/shift.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Long } from '@grpc/proto-loader';

export interface CardSums {
  'scheme'?: (string);
  'saleCount'?: (number | string | Long);
  'sales'?: (_qiantai_common_v1_Money | null);
  'refundCount'?: (number | string | Long);
  'refunds'?: (_qiantai_common_v1_Money | null);
}

export interface CardSums__Output {
  'scheme': (string);
  'saleCount': (string);
  'sales': (_qiantai_common_v1_Money__Output | null);
  'refundCount': (string);
  'refunds': (_qiantai_common_v1_Money__Output | null);
}
