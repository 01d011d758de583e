// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { Long } from '@grpc/proto-loader';

export interface PutOperatorRequest {
  'operatorId'?: (string);
  'number'?: (string);
  'name'?: (string);
  'rights'?: (string)[];
  'pin'?: (string);
  'scopes'?: (string)[];
  'baseVersion'?: (number | string | Long);
  'cardCode'?: (string);
  'removeCard'?: (boolean);
}

export interface PutOperatorRequest__Output {
  'operatorId': (string);
  'number': (string);
  'name': (string);
  'rights': (string)[];
  'pin': (string);
  'scopes': (string)[];
  'baseVersion': (string);
  'cardCode': (string);
  'removeCard': (boolean);
}
