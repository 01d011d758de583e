// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { Setting as _qiantai_acquiring_v1_Setting, Setting__Output as _qiantai_acquiring_v1_Setting__Output } from '../../../qiantai/acquiring/v1/Setting.ts';
import type { Long } from '@grpc/proto-loader';

export interface ListSettingsReply {
  'settings'?: (_qiantai_acquiring_v1_Setting)[];
  'more'?: (boolean);
  'settingsVersion'?: (number | string | Long);
}

export interface ListSettingsReply__Output {
  'settings': (_qiantai_acquiring_v1_Setting__Output)[];
  'more': (boolean);
  'settingsVersion': (string);
}
