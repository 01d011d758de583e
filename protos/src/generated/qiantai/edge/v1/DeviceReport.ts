// Original file: protos/proto/qiantai/edge/v1/hub.proto

import type { Long } from '@grpc/proto-loader';

export interface DeviceReport {
  'kind'?: (string);
  'state'?: (string);
  'reasonCode'?: (string);
  'lastSeenMs'?: (number | string | Long);
  'counters'?: ({[key: string]: number | string | Long});
}

export interface DeviceReport__Output {
  'kind': (string);
  'state': (string);
  'reasonCode': (string);
  'lastSeenMs': (string);
  'counters': ({[key: string]: string});
}
