// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { Long } from '@grpc/proto-loader';

export interface CustodyException {
  'exceptionId'?: (string);
  'code'?: (string);
  'subject'?: (string);
  'detail'?: (string);
  'status'?: (string);
  'openedAtMs'?: (number | string | Long);
  'resolvedBy'?: (string);
  'resolvedNote'?: (string);
}

export interface CustodyException__Output {
  'exceptionId': (string);
  'code': (string);
  'subject': (string);
  'detail': (string);
  'status': (string);
  'openedAtMs': (string);
  'resolvedBy': (string);
  'resolvedNote': (string);
}
