// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { Long } from '@grpc/proto-loader';

export interface ProbeReply {
  'serverTimeMs'?: (number | string | Long);
  'settingsVersion'?: (number | string | Long);
}

export interface ProbeReply__Output {
  'serverTimeMs': (string);
  'settingsVersion': (string);
}
