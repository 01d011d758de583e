// Original file: protos/proto/qiantai/edge/v1/shift.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Long } from '@grpc/proto-loader';

export interface TenderSum {
  'tender'?: (string);
  'channel'?: (string);
  'count'?: (number | string | Long);
  'amount'?: (_qiantai_common_v1_Money | null);
}

export interface TenderSum__Output {
  'tender': (string);
  'channel': (string);
  'count': (string);
  'amount': (_qiantai_common_v1_Money__Output | null);
}
