// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto

import type { Long } from '@grpc/proto-loader';

export interface MemberOperationReview {
  'role'?: (string);
  'byName'?: (string);
  'agreed'?: (boolean);
  'why'?: (string);
  'atMs'?: (number | string | Long);
}

export interface MemberOperationReview__Output {
  'role': (string);
  'byName': (string);
  'agreed': (boolean);
  'why': (string);
  'atMs': (string);
}
