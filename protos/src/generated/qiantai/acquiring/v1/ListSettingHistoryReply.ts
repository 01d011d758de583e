// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { SettingStep as _qiantai_acquiring_v1_SettingStep, SettingStep__Output as _qiantai_acquiring_v1_SettingStep__Output } from '../../../qiantai/acquiring/v1/SettingStep.ts';

export interface ListSettingHistoryReply {
  'steps'?: (_qiantai_acquiring_v1_SettingStep)[];
  'more'?: (boolean);
}

export interface ListSettingHistoryReply__Output {
  'steps': (_qiantai_acquiring_v1_SettingStep__Output)[];
  'more': (boolean);
}
