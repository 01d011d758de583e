// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto

import type { FieldMask as _google_protobuf_FieldMask, FieldMask__Output as _google_protobuf_FieldMask__Output } from '../../../google/protobuf/FieldMask.ts';

export interface ListMemberOperationsRequest {
  'companyId'?: (string);
  'accountNumber'?: (string);
  'kind'?: (string);
  'status'?: (string);
  'pageSize'?: (number);
  'pageToken'?: (string);
  'readMask'?: (_google_protobuf_FieldMask | null);
}

export interface ListMemberOperationsRequest__Output {
  'companyId': (string);
  'accountNumber': (string);
  'kind': (string);
  'status': (string);
  'pageSize': (number);
  'pageToken': (string);
  'readMask': (_google_protobuf_FieldMask__Output | null);
}
