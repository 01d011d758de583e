// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { Long } from '@grpc/proto-loader';

export interface TreeStore {
  'storeId'?: (string);
  'regionId'?: (string);
  'name'?: (string);
  'nameEn'?: (string);
  'settingsVersion'?: (number | string | Long);
}

export interface TreeStore__Output {
  'storeId': (string);
  'regionId': (string);
  'name': (string);
  'nameEn': (string);
  'settingsVersion': (string);
}
