// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { HeadquartersUserFields as _qiantai_acquiring_v1_HeadquartersUserFields, HeadquartersUserFields__Output as _qiantai_acquiring_v1_HeadquartersUserFields__Output } from '../../../qiantai/acquiring/v1/HeadquartersUserFields.ts';
import type { Long } from '@grpc/proto-loader';

export interface SignInReply {
  'token'?: (string);
  'expiresAtMs'?: (number | string | Long);
  'user'?: (_qiantai_acquiring_v1_HeadquartersUserFields | null);
}

export interface SignInReply__Output {
  'token': (string);
  'expiresAtMs': (string);
  'user': (_qiantai_acquiring_v1_HeadquartersUserFields__Output | null);
}
