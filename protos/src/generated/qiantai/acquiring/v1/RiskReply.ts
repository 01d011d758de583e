// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { RiskRecord as _qiantai_acquiring_v1_RiskRecord, RiskRecord__Output as _qiantai_acquiring_v1_RiskRecord__Output } from '../../../qiantai/acquiring/v1/RiskRecord.ts';
import type { Long } from '@grpc/proto-loader';

export interface RiskReply {
  'onRecord'?: (boolean);
  'history'?: (_qiantai_acquiring_v1_RiskRecord)[];
  'settingsVersion'?: (number | string | Long);
}

export interface RiskReply__Output {
  'onRecord': (boolean);
  'history': (_qiantai_acquiring_v1_RiskRecord__Output)[];
  'settingsVersion': (string);
}
