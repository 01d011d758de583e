// Original file: protos/proto/qiantai/edge/v1/queue.proto

import type { Long } from '@grpc/proto-loader';

export interface AcknowledgeAlarmRequest {
  'alarmId'?: (number | string | Long);
}

export interface AcknowledgeAlarmRequest__Output {
  'alarmId': (string);
}
