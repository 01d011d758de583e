// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { Long } from '@grpc/proto-loader';

export interface ProbeRequest {
  'sentAtMs'?: (number | string | Long);
  'waiting'?: (number | string | Long);
  'oldestAgeMs'?: (number | string | Long);
}

export interface ProbeRequest__Output {
  'sentAtMs': (string);
  'waiting': (string);
  'oldestAgeMs': (string);
}
