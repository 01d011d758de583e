// Original file: protos/proto/qiantai/acquiring/v1/fleet_sync.proto

import type { Long } from '@grpc/proto-loader';

export interface FleetOrder {
  'orderId'?: (string);
  'kind'?: (string);
  'paramsJson'?: (string);
  'expiresAtMs'?: (number | string | Long);
}

export interface FleetOrder__Output {
  'orderId': (string);
  'kind': (string);
  'paramsJson': (string);
  'expiresAtMs': (string);
}
