// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Long } from '@grpc/proto-loader';

export interface TillRules {
  'roundToMinor'?: (number | string | Long);
  'refundOperatorDayMax'?: (_qiantai_common_v1_Money | null);
  'refundStoreDayMax'?: (_qiantai_common_v1_Money | null);
  'saleMode'?: (string);
  'tips'?: (boolean);
  'shiftNeeded'?: (boolean);
}

export interface TillRules__Output {
  'roundToMinor': (string);
  'refundOperatorDayMax': (_qiantai_common_v1_Money__Output | null);
  'refundStoreDayMax': (_qiantai_common_v1_Money__Output | null);
  'saleMode': (string);
  'tips': (boolean);
  'shiftNeeded': (boolean);
}
