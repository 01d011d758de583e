// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Long } from '@grpc/proto-loader';

export interface Approved {
  'approvalId'?: (string);
  'operatorId'?: (string);
  'operatorName'?: (string);
  'expiresAtMs'?: (number | string | Long);
}

export interface Approved__Output {
  'approvalId': (string);
  'operatorId': (string);
  'operatorName': (string);
  'expiresAtMs': (string);
}
