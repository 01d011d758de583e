// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { Suspense as _qiantai_acquiring_v1_Suspense, Suspense__Output as _qiantai_acquiring_v1_Suspense__Output } from '../../../qiantai/acquiring/v1/Suspense.ts';

export interface ListSuspenseReply {
  'suspense'?: (_qiantai_acquiring_v1_Suspense)[];
  'nextPageToken'?: (string);
}

export interface ListSuspenseReply__Output {
  'suspense': (_qiantai_acquiring_v1_Suspense__Output)[];
  'nextPageToken': (string);
}
