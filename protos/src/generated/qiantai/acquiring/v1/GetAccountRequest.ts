// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type { FieldMask as _google_protobuf_FieldMask, FieldMask__Output as _google_protobuf_FieldMask__Output } from '../../../google/protobuf/FieldMask.ts';

export interface GetAccountRequest {
  'accountNumber'?: (string);
  'readMask'?: (_google_protobuf_FieldMask | null);
}

export interface GetAccountRequest__Output {
  'accountNumber': (string);
  'readMask': (_google_protobuf_FieldMask__Output | null);
}
