// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { Long } from '@grpc/proto-loader';

export interface ListSettingHistoryRequest {
  'kind'?: (string);
  'id'?: (string);
  'scope'?: (string);
  'pageSize'?: (number);
  'beforeVersion'?: (number | string | Long);
}

export interface ListSettingHistoryRequest__Output {
  'kind': (string);
  'id': (string);
  'scope': (string);
  'pageSize': (number);
  'beforeVersion': (string);
}
