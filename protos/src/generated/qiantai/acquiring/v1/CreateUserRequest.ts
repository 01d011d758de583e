// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type { OnBehalf as _qiantai_acquiring_v1_OnBehalf, OnBehalf__Output as _qiantai_acquiring_v1_OnBehalf__Output } from '../../../qiantai/acquiring/v1/OnBehalf.ts';

export interface CreateUserRequest {
  'requestKey'?: (string);
  'companyId'?: (string);
  'customerId'?: (string);
  'loginName'?: (string);
  'nickname'?: (string);
  'level'?: (number);
  'contact'?: (string);
  'onBehalf'?: (_qiantai_acquiring_v1_OnBehalf | null);
}

export interface CreateUserRequest__Output {
  'requestKey': (string);
  'companyId': (string);
  'customerId': (string);
  'loginName': (string);
  'nickname': (string);
  'level': (number);
  'contact': (string);
  'onBehalf': (_qiantai_acquiring_v1_OnBehalf__Output | null);
}
