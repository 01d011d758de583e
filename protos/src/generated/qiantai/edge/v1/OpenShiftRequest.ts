// Original file: protos/proto/qiantai/edge/v1/shift.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';

export interface OpenShiftRequest {
  'shiftId'?: (string);
  'float'?: (_qiantai_common_v1_Money | null);
}

export interface OpenShiftRequest__Output {
  'shiftId': (string);
  'float': (_qiantai_common_v1_Money__Output | null);
}
