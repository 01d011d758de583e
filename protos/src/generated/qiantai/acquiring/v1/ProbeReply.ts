// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { JournalHead as _qiantai_acquiring_v1_JournalHead, JournalHead__Output as _qiantai_acquiring_v1_JournalHead__Output } from '../../../qiantai/acquiring/v1/JournalHead.ts';
import type { Long } from '@grpc/proto-loader';

export interface ProbeReply {
  'serverTimeMs'?: (number | string | Long);
  'settingsVersion'?: (number | string | Long);
  'heads'?: (_qiantai_acquiring_v1_JournalHead)[];
  'ordersWait'?: (boolean);
  'terminalOrdersWait'?: (boolean);
  'agentState'?: (string);
}

export interface ProbeReply__Output {
  'serverTimeMs': (string);
  'settingsVersion': (string);
  'heads': (_qiantai_acquiring_v1_JournalHead__Output)[];
  'ordersWait': (boolean);
  'terminalOrdersWait': (boolean);
  'agentState': (string);
}
