// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { Long } from '@grpc/proto-loader';

export interface Setting {
  'scope'?: (string);
  'kind'?: (string);
  'id'?: (string);
  'valueJson'?: (string);
  'version'?: (number | string | Long);
  'inherited'?: (boolean);
}

export interface Setting__Output {
  'scope': (string);
  'kind': (string);
  'id': (string);
  'valueJson': (string);
  'version': (string);
  'inherited': (boolean);
}
