// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto

import type { CurrencySum as _qiantai_acquiring_v1_CurrencySum, CurrencySum__Output as _qiantai_acquiring_v1_CurrencySum__Output } from '../../../qiantai/acquiring/v1/CurrencySum.ts';
import type { TerminalBoard as _qiantai_acquiring_v1_TerminalBoard, TerminalBoard__Output as _qiantai_acquiring_v1_TerminalBoard__Output } from '../../../qiantai/acquiring/v1/TerminalBoard.ts';
import type { AgentDescription as _qiantai_acquiring_v1_AgentDescription, AgentDescription__Output as _qiantai_acquiring_v1_AgentDescription__Output } from '../../../qiantai/acquiring/v1/AgentDescription.ts';
import type { AlarmBoard as _qiantai_acquiring_v1_AlarmBoard, AlarmBoard__Output as _qiantai_acquiring_v1_AlarmBoard__Output } from '../../../qiantai/acquiring/v1/AlarmBoard.ts';
import type { Long } from '@grpc/proto-loader';

export interface StoreBoard {
  'storeId'?: (string);
  'storeName'?: (string);
  'lastContactMs'?: (number | string | Long);
  'offlineSinceMs'?: (number | string | Long);
  'offlineMsToday'?: (number | string | Long);
  'waiting'?: (number | string | Long);
  'waitingSums'?: (_qiantai_acquiring_v1_CurrencySum)[];
  'dead'?: (number | string | Long);
  'oldestAgeMs'?: (number | string | Long);
  'settingsVersion'?: (number | string | Long);
  'newestVersion'?: (number | string | Long);
  'settingsBehindSinceMs'?: (number | string | Long);
  'terminals'?: (_qiantai_acquiring_v1_TerminalBoard)[];
  'agents'?: (_qiantai_acquiring_v1_AgentDescription)[];
  'alarms'?: (_qiantai_acquiring_v1_AlarmBoard)[];
  'reportedAtMs'?: (number | string | Long);
}

export interface StoreBoard__Output {
  'storeId': (string);
  'storeName': (string);
  'lastContactMs': (string);
  'offlineSinceMs': (string);
  'offlineMsToday': (string);
  'waiting': (string);
  'waitingSums': (_qiantai_acquiring_v1_CurrencySum__Output)[];
  'dead': (string);
  'oldestAgeMs': (string);
  'settingsVersion': (string);
  'newestVersion': (string);
  'settingsBehindSinceMs': (string);
  'terminals': (_qiantai_acquiring_v1_TerminalBoard__Output)[];
  'agents': (_qiantai_acquiring_v1_AgentDescription__Output)[];
  'alarms': (_qiantai_acquiring_v1_AlarmBoard__Output)[];
  'reportedAtMs': (string);
}
