// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type { FieldMask as _google_protobuf_FieldMask, FieldMask__Output as _google_protobuf_FieldMask__Output } from '../../../google/protobuf/FieldMask.ts';

export interface GetCustomerRequest {
  'customerId'?: (string);
  'readMask'?: (_google_protobuf_FieldMask | null);
}

export interface GetCustomerRequest__Output {
  'customerId': (string);
  'readMask': (_google_protobuf_FieldMask__Output | null);
}
