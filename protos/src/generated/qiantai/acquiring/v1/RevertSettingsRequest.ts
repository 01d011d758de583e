// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { SettingName as _qiantai_acquiring_v1_SettingName, SettingName__Output as _qiantai_acquiring_v1_SettingName__Output } from '../../../qiantai/acquiring/v1/SettingName.ts';
import type { Long } from '@grpc/proto-loader';

export interface RevertSettingsRequest {
  'settings'?: (_qiantai_acquiring_v1_SettingName)[];
  'toVersion'?: (number | string | Long);
  'baseVersion'?: (number | string | Long);
  'dryRun'?: (boolean);
  'application'?: (number | string | Long);
}

export interface RevertSettingsRequest__Output {
  'settings': (_qiantai_acquiring_v1_SettingName__Output)[];
  'toVersion': (string);
  'baseVersion': (string);
  'dryRun': (boolean);
  'application': (string);
}
