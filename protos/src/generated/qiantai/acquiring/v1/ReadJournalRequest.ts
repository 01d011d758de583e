// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { Long } from '@grpc/proto-loader';

export interface ReadJournalRequest {
  'terminalId'?: (string);
  'afterSequence'?: (number | string | Long);
  'limit'?: (number);
}

export interface ReadJournalRequest__Output {
  'terminalId': (string);
  'afterSequence': (string);
  'limit': (number);
}
