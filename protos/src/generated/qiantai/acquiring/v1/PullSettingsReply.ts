// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { SettingChange as _qiantai_acquiring_v1_SettingChange, SettingChange__Output as _qiantai_acquiring_v1_SettingChange__Output } from '../../../qiantai/acquiring/v1/SettingChange.ts';

export interface PullSettingsReply {
  'changes'?: (_qiantai_acquiring_v1_SettingChange)[];
  'more'?: (boolean);
  'path'?: (string)[];
  'restart'?: (boolean);
  'otherHistory'?: (boolean);
}

export interface PullSettingsReply__Output {
  'changes': (_qiantai_acquiring_v1_SettingChange__Output)[];
  'more': (boolean);
  'path': (string)[];
  'restart': (boolean);
  'otherHistory': (boolean);
}
