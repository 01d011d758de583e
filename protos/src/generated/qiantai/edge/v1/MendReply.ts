// Original file: protos/proto/qiantai/edge/v1/queue.proto

import type { Long } from '@grpc/proto-loader';

export interface MendReply {
  'journalSequence'?: (number | string | Long);
}

export interface MendReply__Output {
  'journalSequence': (string);
}
