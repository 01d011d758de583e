// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { Long } from '@grpc/proto-loader';

export interface PullSettingsRequest {
  'afterVersion'?: (number | string | Long);
  'limit'?: (number);
  'path'?: (string)[];
  'afterChangeHash'?: (string);
}

export interface PullSettingsRequest__Output {
  'afterVersion': (string);
  'limit': (number);
  'path': (string)[];
  'afterChangeHash': (string);
}
