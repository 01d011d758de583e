// Original file: protos/proto/qiantai/edge/v1/shift.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Long } from '@grpc/proto-loader';

export interface CardDifference {
  'key'?: (string);
  'refund'?: (boolean);
  'kind'?: (string);
  'here'?: (_qiantai_common_v1_Money | null);
  'there'?: (_qiantai_common_v1_Money | null);
  'maskedPan'?: (string);
  'atMs'?: (number | string | Long);
  'receiptNo'?: (string);
}

export interface CardDifference__Output {
  'key': (string);
  'refund': (boolean);
  'kind': (string);
  'here': (_qiantai_common_v1_Money__Output | null);
  'there': (_qiantai_common_v1_Money__Output | null);
  'maskedPan': (string);
  'atMs': (string);
  'receiptNo': (string);
}
