// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { TillDeedPlace as _qiantai_acquiring_v1_TillDeedPlace, TillDeedPlace__Output as _qiantai_acquiring_v1_TillDeedPlace__Output } from '../../../qiantai/acquiring/v1/TillDeedPlace.ts';
import type { Long } from '@grpc/proto-loader';

export interface ListTillDeedsRequest {
  'storeId'?: (string);
  'fromMs'?: (number | string | Long);
  'untilMs'?: (number | string | Long);
  'pageSize'?: (number);
  'after'?: (_qiantai_acquiring_v1_TillDeedPlace | null);
}

export interface ListTillDeedsRequest__Output {
  'storeId': (string);
  'fromMs': (string);
  'untilMs': (string);
  'pageSize': (number);
  'after': (_qiantai_acquiring_v1_TillDeedPlace__Output | null);
}
