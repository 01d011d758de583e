// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { Long } from '@grpc/proto-loader';

export interface SettingChange {
  'version'?: (number | string | Long);
  'kind'?: (string);
  'id'?: (string);
  'valueJson'?: (string);
  'scope'?: (string);
}

export interface SettingChange__Output {
  'version': (string);
  'kind': (string);
  'id': (string);
  'valueJson': (string);
  'scope': (string);
}
