// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { Long } from '@grpc/proto-loader';

export interface JournalEntryResult {
  'terminalId'?: (string);
  'sequence'?: (number | string | Long);
  'entryId'?: (string);
  'outcome'?: (string);
  'errorCode'?: (string);
  'exceptionCode'?: (string);
}

export interface JournalEntryResult__Output {
  'terminalId': (string);
  'sequence': (string);
  'entryId': (string);
  'outcome': (string);
  'errorCode': (string);
  'exceptionCode': (string);
}
