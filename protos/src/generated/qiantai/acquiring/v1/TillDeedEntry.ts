// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { TillDeedPlace as _qiantai_acquiring_v1_TillDeedPlace, TillDeedPlace__Output as _qiantai_acquiring_v1_TillDeedPlace__Output } from '../../../qiantai/acquiring/v1/TillDeedPlace.ts';

export interface TillDeedEntry {
  'place'?: (_qiantai_acquiring_v1_TillDeedPlace | null);
  'kind'?: (string);
  'payloadJson'?: (string);
}

export interface TillDeedEntry__Output {
  'place': (_qiantai_acquiring_v1_TillDeedPlace__Output | null);
  'kind': (string);
  'payloadJson': (string);
}
