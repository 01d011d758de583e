// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { HeadquartersUserFields as _qiantai_acquiring_v1_HeadquartersUserFields, HeadquartersUserFields__Output as _qiantai_acquiring_v1_HeadquartersUserFields__Output } from '../../../qiantai/acquiring/v1/HeadquartersUserFields.ts';

export interface CreateHeadquartersUserRequest {
  'merchantId'?: (string);
  'user'?: (_qiantai_acquiring_v1_HeadquartersUserFields | null);
  'password'?: (string);
}

export interface CreateHeadquartersUserRequest__Output {
  'merchantId': (string);
  'user': (_qiantai_acquiring_v1_HeadquartersUserFields__Output | null);
  'password': (string);
}
