// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Long } from '@grpc/proto-loader';

export interface RecordDeedReply {
  'journalSequence'?: (number | string | Long);
}

export interface RecordDeedReply__Output {
  'journalSequence': (string);
}
