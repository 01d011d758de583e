// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { HeadquartersUserFields as _qiantai_acquiring_v1_HeadquartersUserFields, HeadquartersUserFields__Output as _qiantai_acquiring_v1_HeadquartersUserFields__Output } from '../../../qiantai/acquiring/v1/HeadquartersUserFields.ts';
import type { Long } from '@grpc/proto-loader';

export interface ListedHeadquartersUser {
  'user'?: (_qiantai_acquiring_v1_HeadquartersUserFields | null);
  'lockedUntilMs'?: (number | string | Long);
  'revokedAtMs'?: (number | string | Long);
}

export interface ListedHeadquartersUser__Output {
  'user': (_qiantai_acquiring_v1_HeadquartersUserFields__Output | null);
  'lockedUntilMs': (string);
  'revokedAtMs': (string);
}
