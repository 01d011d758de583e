// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { Long } from '@grpc/proto-loader';

export interface TreeChangeReply {
  'settingsVersion'?: (number | string | Long);
}

export interface TreeChangeReply__Output {
  'settingsVersion': (string);
}
