// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto

import type { Long } from '@grpc/proto-loader';

export interface MemberCard {
  'cardId'?: (string);
  'accountNumber'?: (string);
  'kind'?: (string);
  'corporate'?: (boolean);
  'holderName'?: (string);
  'bankCode'?: (string);
  'cardMasked'?: (string);
  'entrustmentReference'?: (string);
  'registeredAtMs'?: (number | string | Long);
}

export interface MemberCard__Output {
  'cardId': (string);
  'accountNumber': (string);
  'kind': (string);
  'corporate': (boolean);
  'holderName': (string);
  'bankCode': (string);
  'cardMasked': (string);
  'entrustmentReference': (string);
  'registeredAtMs': (string);
}
