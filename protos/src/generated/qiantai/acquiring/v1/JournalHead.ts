// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { Long } from '@grpc/proto-loader';

export interface JournalHead {
  'terminalId'?: (string);
  'sequence'?: (number | string | Long);
  'hash'?: (Buffer | Uint8Array | string);
}

export interface JournalHead__Output {
  'terminalId': (string);
  'sequence': (string);
  'hash': (Buffer);
}
