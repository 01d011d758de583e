// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { SettingPut as _qiantai_acquiring_v1_SettingPut, SettingPut__Output as _qiantai_acquiring_v1_SettingPut__Output } from '../../../qiantai/acquiring/v1/SettingPut.ts';
import type { Long } from '@grpc/proto-loader';

export interface ApplySettingsRequest {
  'changes'?: (_qiantai_acquiring_v1_SettingPut)[];
  'baseVersion'?: (number | string | Long);
  'note'?: (string);
  'dryRun'?: (boolean);
}

export interface ApplySettingsRequest__Output {
  'changes': (_qiantai_acquiring_v1_SettingPut__Output)[];
  'baseVersion': (string);
  'note': (string);
  'dryRun': (boolean);
}
