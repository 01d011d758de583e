// Original file: protos/proto/qiantai/edge/v1/queue.proto

import type { EdgeAlarm as _qiantai_edge_v1_EdgeAlarm, EdgeAlarm__Output as _qiantai_edge_v1_EdgeAlarm__Output } from '../../../qiantai/edge/v1/EdgeAlarm.ts';

export interface ListAlarmsReply {
  'alarms'?: (_qiantai_edge_v1_EdgeAlarm)[];
}

export interface ListAlarmsReply__Output {
  'alarms': (_qiantai_edge_v1_EdgeAlarm__Output)[];
}
