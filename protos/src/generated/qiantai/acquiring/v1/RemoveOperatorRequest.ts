// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { Long } from '@grpc/proto-loader';

export interface RemoveOperatorRequest {
  'operatorId'?: (string);
  'baseVersion'?: (number | string | Long);
}

export interface RemoveOperatorRequest__Output {
  'operatorId': (string);
  'baseVersion': (string);
}
