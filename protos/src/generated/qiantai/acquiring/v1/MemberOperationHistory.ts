// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto

import type { Long } from '@grpc/proto-loader';

export interface MemberOperationHistory {
  'version'?: (number | string | Long);
  'event'?: (string);
  'fromStatus'?: (string);
  'toStatus'?: (string);
  'detail'?: (string);
  'byName'?: (string);
  'atMs'?: (number | string | Long);
}

export interface MemberOperationHistory__Output {
  'version': (string);
  'event': (string);
  'fromStatus': (string);
  'toStatus': (string);
  'detail': (string);
  'byName': (string);
  'atMs': (string);
}
