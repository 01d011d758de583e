// Original file: protos/proto/qiantai/edge/v1/queue.proto

import type { Long } from '@grpc/proto-loader';

export interface QueueRow {
  'kind'?: (string);
  'key'?: (string);
  'terminalId'?: (string);
  'status'?: (string);
  'recordedAtMs'?: (number | string | Long);
  'unansweredCount'?: (number);
  'rejectedCount'?: (number);
  'nextTryAtMs'?: (number | string | Long);
  'lastCode'?: (string);
  'lastMessage'?: (string);
}

export interface QueueRow__Output {
  'kind': (string);
  'key': (string);
  'terminalId': (string);
  'status': (string);
  'recordedAtMs': (string);
  'unansweredCount': (number);
  'rejectedCount': (number);
  'nextTryAtMs': (string);
  'lastCode': (string);
  'lastMessage': (string);
}
