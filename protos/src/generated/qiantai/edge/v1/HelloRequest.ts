// Original file: protos/proto/qiantai/edge/v1/hub.proto

import type { Long } from '@grpc/proto-loader';

export interface HelloRequest {
  'terminalId'?: (string);
  'sequence'?: (number | string | Long);
  'hash'?: (string);
  'receiptNo'?: (string);
  'appVersion'?: (string);
  'recordsWait'?: (number);
}

export interface HelloRequest__Output {
  'terminalId': (string);
  'sequence': (string);
  'hash': (string);
  'receiptNo': (string);
  'appVersion': (string);
  'recordsWait': (number);
}
