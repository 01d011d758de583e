// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type { AccountStatus as _qiantai_acquiring_v1_AccountStatus, AccountStatus__Output as _qiantai_acquiring_v1_AccountStatus__Output } from '../../../qiantai/acquiring/v1/AccountStatus.ts';
import type { FieldMask as _google_protobuf_FieldMask, FieldMask__Output as _google_protobuf_FieldMask__Output } from '../../../google/protobuf/FieldMask.ts';

export interface ListAccountsRequest {
  'companyId'?: (string);
  'customerId'?: (string);
  'userId'?: (string);
  'typeCode'?: (string);
  'status'?: (_qiantai_acquiring_v1_AccountStatus);
  'currency'?: (string);
  'mainAccountNumber'?: (string);
  'pageSize'?: (number);
  'pageToken'?: (string);
  'readMask'?: (_google_protobuf_FieldMask | null);
}

export interface ListAccountsRequest__Output {
  'companyId': (string);
  'customerId': (string);
  'userId': (string);
  'typeCode': (string);
  'status': (_qiantai_acquiring_v1_AccountStatus__Output);
  'currency': (string);
  'mainAccountNumber': (string);
  'pageSize': (number);
  'pageToken': (string);
  'readMask': (_google_protobuf_FieldMask__Output | null);
}
