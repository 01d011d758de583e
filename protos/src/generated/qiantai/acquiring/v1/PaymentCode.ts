// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto

import type { Long } from '@grpc/proto-loader';

export interface PaymentCode {
  'codeId'?: (string);
  'code'?: (string);
  'expiresAtMs'?: (number | string | Long);
}

export interface PaymentCode__Output {
  'codeId': (string);
  'code': (string);
  'expiresAtMs': (string);
}
