// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type { Long } from '@grpc/proto-loader';

export interface User {
  'companyId'?: (string);
  'userId'?: (string);
  'customerId'?: (string);
  'loginName'?: (string);
  'nickname'?: (string);
  'level'?: (number);
  'contactMasked'?: (string);
  'status'?: (string);
  'createdAtMs'?: (number | string | Long);
}

export interface User__Output {
  'companyId': (string);
  'userId': (string);
  'customerId': (string);
  'loginName': (string);
  'nickname': (string);
  'level': (number);
  'contactMasked': (string);
  'status': (string);
  'createdAtMs': (string);
}
