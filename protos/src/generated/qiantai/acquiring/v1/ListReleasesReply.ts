// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto

import type { Release as _qiantai_acquiring_v1_Release, Release__Output as _qiantai_acquiring_v1_Release__Output } from '../../../qiantai/acquiring/v1/Release.ts';

export interface ListReleasesReply {
  'releases'?: (_qiantai_acquiring_v1_Release)[];
}

export interface ListReleasesReply__Output {
  'releases': (_qiantai_acquiring_v1_Release__Output)[];
}
