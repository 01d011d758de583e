// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { SettingFault as _qiantai_acquiring_v1_SettingFault, SettingFault__Output as _qiantai_acquiring_v1_SettingFault__Output } from '../../../qiantai/acquiring/v1/SettingFault.ts';
import type { Long } from '@grpc/proto-loader';

export interface ApplySettingsReply {
  'settingsVersion'?: (number | string | Long);
  'changed'?: (number);
  'removed'?: (number);
  'faults'?: (_qiantai_acquiring_v1_SettingFault)[];
}

export interface ApplySettingsReply__Output {
  'settingsVersion': (string);
  'changed': (number);
  'removed': (number);
  'faults': (_qiantai_acquiring_v1_SettingFault__Output)[];
}
