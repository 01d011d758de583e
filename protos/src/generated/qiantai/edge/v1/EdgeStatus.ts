// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Long } from '@grpc/proto-loader';

export interface EdgeStatus {
  'online'?: (boolean);
  'waiting'?: (number | string | Long);
  'oldestAgeMs'?: (number | string | Long);
  'dead'?: (number | string | Long);
  'reasonCode'?: (string);
  'sinceMs'?: (number | string | Long);
  'waitingAmount'?: (_qiantai_common_v1_Money | null);
  'settingsVersion'?: (number | string | Long);
}

export interface EdgeStatus__Output {
  'online': (boolean);
  'waiting': (string);
  'oldestAgeMs': (string);
  'dead': (string);
  'reasonCode': (string);
  'sinceMs': (string);
  'waitingAmount': (_qiantai_common_v1_Money__Output | null);
  'settingsVersion': (string);
}
