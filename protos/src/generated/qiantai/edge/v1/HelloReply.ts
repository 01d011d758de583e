// Original file: protos/proto/qiantai/edge/v1/hub.proto

import type { Long } from '@grpc/proto-loader';

export interface HelloReply {
  'sequence'?: (number | string | Long);
  'hash'?: (string);
  'wantsTail'?: (boolean);
}

export interface HelloReply__Output {
  'sequence': (string);
  'hash': (string);
  'wantsTail': (boolean);
}
