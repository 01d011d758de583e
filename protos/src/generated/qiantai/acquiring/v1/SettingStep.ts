// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { Long } from '@grpc/proto-loader';

export interface SettingStep {
  'version'?: (number | string | Long);
  'scope'?: (string);
  'kind'?: (string);
  'id'?: (string);
  'valueJson'?: (string);
  'oldValueJson'?: (string);
  'byWhom'?: (string);
  'atMs'?: (number | string | Long);
  'note'?: (string);
}

export interface SettingStep__Output {
  'version': (string);
  'scope': (string);
  'kind': (string);
  'id': (string);
  'valueJson': (string);
  'oldValueJson': (string);
  'byWhom': (string);
  'atMs': (string);
  'note': (string);
}
