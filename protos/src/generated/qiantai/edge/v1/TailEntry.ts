// Original file: protos/proto/qiantai/edge/v1/hub.proto

import type { Long } from '@grpc/proto-loader';

export interface TailEntry {
  'entryId'?: (string);
  'sequence'?: (number | string | Long);
  'kind'?: (string);
  'recordedAtMs'?: (number | string | Long);
  'clockOffsetMs'?: (number | string | Long);
  'payloadJson'?: (string);
  'previousHash'?: (string);
  'hash'?: (string);
  'signature'?: (string);
}

export interface TailEntry__Output {
  'entryId': (string);
  'sequence': (string);
  'kind': (string);
  'recordedAtMs': (string);
  'clockOffsetMs': (string);
  'payloadJson': (string);
  'previousHash': (string);
  'hash': (string);
  'signature': (string);
}
