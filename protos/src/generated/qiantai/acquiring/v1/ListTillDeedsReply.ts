// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { TillDeedEntry as _qiantai_acquiring_v1_TillDeedEntry, TillDeedEntry__Output as _qiantai_acquiring_v1_TillDeedEntry__Output } from '../../../qiantai/acquiring/v1/TillDeedEntry.ts';

export interface ListTillDeedsReply {
  'deeds'?: (_qiantai_acquiring_v1_TillDeedEntry)[];
  'more'?: (boolean);
}

export interface ListTillDeedsReply__Output {
  'deeds': (_qiantai_acquiring_v1_TillDeedEntry__Output)[];
  'more': (boolean);
}
