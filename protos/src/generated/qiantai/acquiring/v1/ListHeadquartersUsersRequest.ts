// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface ListHeadquartersUsersRequest {
  'pageSize'?: (number);
  'afterLogin'?: (string);
}

export interface ListHeadquartersUsersRequest__Output {
  'pageSize': (number);
  'afterLogin': (string);
}
