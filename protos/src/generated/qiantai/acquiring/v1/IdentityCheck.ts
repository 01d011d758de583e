// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type { Long } from '@grpc/proto-loader';

export interface IdentityCheck {
  'checkId'?: (string);
  'outcome'?: (string);
  'tries'?: (number);
  'dueAtMs'?: (number | string | Long);
  'providerReference'?: (string);
  'detail'?: (string);
}

export interface IdentityCheck__Output {
  'checkId': (string);
  'outcome': (string);
  'tries': (number);
  'dueAtMs': (string);
  'providerReference': (string);
  'detail': (string);
}
