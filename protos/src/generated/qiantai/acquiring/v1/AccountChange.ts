// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type { Long } from '@grpc/proto-loader';

export interface AccountChange {
  'version'?: (number);
  'change'?: (string);
  'event'?: (string);
  'fromValue'?: (string);
  'toValue'?: (string);
  'byRole'?: (string);
  'byName'?: (string);
  'why'?: (string);
  'atMs'?: (number | string | Long);
}

export interface AccountChange__Output {
  'version': (number);
  'change': (string);
  'event': (string);
  'fromValue': (string);
  'toValue': (string);
  'byRole': (string);
  'byName': (string);
  'why': (string);
  'atMs': (string);
}
