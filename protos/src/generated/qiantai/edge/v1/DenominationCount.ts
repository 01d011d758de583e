// Original file: protos/proto/qiantai/edge/v1/shift.proto

import type { Long } from '@grpc/proto-loader';

export interface DenominationCount {
  'denominationMinor'?: (number | string | Long);
  'count'?: (number);
}

export interface DenominationCount__Output {
  'denominationMinor': (string);
  'count': (number);
}
