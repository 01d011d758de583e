// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto

import type { Long } from '@grpc/proto-loader';

export interface RecoverShortfallReply {
  'recoveredMinor'?: (number | string | Long);
}

export interface RecoverShortfallReply__Output {
  'recoveredMinor': (string);
}
