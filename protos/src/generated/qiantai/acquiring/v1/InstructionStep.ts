// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { Long } from '@grpc/proto-loader';

export interface InstructionStep {
  'version'?: (number | string | Long);
  'event'?: (string);
  'fromStatus'?: (string);
  'toStatus'?: (string);
  'detail'?: (string);
  'atMs'?: (number | string | Long);
}

export interface InstructionStep__Output {
  'version': (string);
  'event': (string);
  'fromStatus': (string);
  'toStatus': (string);
  'detail': (string);
  'atMs': (string);
}
