// Original file: protos/proto/qiantai/edge/v1/queue.proto

import type { Long } from '@grpc/proto-loader';

export interface EdgeAlarm {
  'alarmId'?: (number | string | Long);
  'code'?: (string);
  'details'?: (string);
  'firstAtMs'?: (number | string | Long);
  'lastAtMs'?: (number | string | Long);
  'count'?: (number);
}

export interface EdgeAlarm__Output {
  'alarmId': (string);
  'code': (string);
  'details': (string);
  'firstAtMs': (string);
  'lastAtMs': (string);
  'count': (number);
}
