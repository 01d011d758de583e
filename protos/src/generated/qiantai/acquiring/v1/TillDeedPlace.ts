// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { Long } from '@grpc/proto-loader';

export interface TillDeedPlace {
  'recordedAtMs'?: (number | string | Long);
  'terminalId'?: (string);
  'sequence'?: (number | string | Long);
}

export interface TillDeedPlace__Output {
  'recordedAtMs': (string);
  'terminalId': (string);
  'sequence': (string);
}
