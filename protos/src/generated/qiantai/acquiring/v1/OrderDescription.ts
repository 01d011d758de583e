// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto

import type { Long } from '@grpc/proto-loader';

export interface OrderDescription {
  'orderId'?: (string);
  'storeId'?: (string);
  'agentId'?: (string);
  'kind'?: (string);
  'paramsJson'?: (string);
  'state'?: (string);
  'placedBy'?: (string);
  'placedAtMs'?: (number | string | Long);
  'expiresAtMs'?: (number | string | Long);
  'fetchedAtMs'?: (number | string | Long);
  'endedAtMs'?: (number | string | Long);
  'errorCode'?: (string);
  'resultJson'?: (string);
}

export interface OrderDescription__Output {
  'orderId': (string);
  'storeId': (string);
  'agentId': (string);
  'kind': (string);
  'paramsJson': (string);
  'state': (string);
  'placedBy': (string);
  'placedAtMs': (string);
  'expiresAtMs': (string);
  'fetchedAtMs': (string);
  'endedAtMs': (string);
  'errorCode': (string);
  'resultJson': (string);
}
