// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto

import type { Long } from '@grpc/proto-loader';

export interface AlarmBoard {
  'code'?: (string);
  'atMs'?: (number | string | Long);
  'details'?: (string);
}

export interface AlarmBoard__Output {
  'code': (string);
  'atMs': (string);
  'details': (string);
}
