// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { ListedHeadquartersUser as _qiantai_acquiring_v1_ListedHeadquartersUser, ListedHeadquartersUser__Output as _qiantai_acquiring_v1_ListedHeadquartersUser__Output } from '../../../qiantai/acquiring/v1/ListedHeadquartersUser.ts';

export interface ListHeadquartersUsersReply {
  'users'?: (_qiantai_acquiring_v1_ListedHeadquartersUser)[];
  'more'?: (boolean);
}

export interface ListHeadquartersUsersReply__Output {
  'users': (_qiantai_acquiring_v1_ListedHeadquartersUser__Output)[];
  'more': (boolean);
}
