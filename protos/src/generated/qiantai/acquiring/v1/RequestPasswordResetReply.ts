// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type { Long } from '@grpc/proto-loader';

export interface RequestPasswordResetReply {
  'resetId'?: (string);
  'phoneMasked'?: (string);
  'expiresAtMs'?: (number | string | Long);
  'sending'?: (string);
}

export interface RequestPasswordResetReply__Output {
  'resetId': (string);
  'phoneMasked': (string);
  'expiresAtMs': (string);
  'sending': (string);
}
