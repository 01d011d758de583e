// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { Long } from '@grpc/proto-loader';

export interface JournalEntry {
  'entryId'?: (string);
  'terminalId'?: (string);
  'sequence'?: (number | string | Long);
  'kind'?: (string);
  'recordedAtMs'?: (number | string | Long);
  'clockOffsetMs'?: (number | string | Long);
  'payloadJson'?: (string);
  'previousHash'?: (Buffer | Uint8Array | string);
  'hash'?: (Buffer | Uint8Array | string);
  'signature'?: (Buffer | Uint8Array | string);
}

export interface JournalEntry__Output {
  'entryId': (string);
  'terminalId': (string);
  'sequence': (string);
  'kind': (string);
  'recordedAtMs': (string);
  'clockOffsetMs': (string);
  'payloadJson': (string);
  'previousHash': (Buffer);
  'hash': (Buffer);
  'signature': (Buffer);
}
