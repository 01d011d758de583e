// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type { OnBehalf as _qiantai_acquiring_v1_OnBehalf, OnBehalf__Output as _qiantai_acquiring_v1_OnBehalf__Output } from '../../../qiantai/acquiring/v1/OnBehalf.ts';
import type { FieldMask as _google_protobuf_FieldMask, FieldMask__Output as _google_protobuf_FieldMask__Output } from '../../../google/protobuf/FieldMask.ts';

export interface VerifyIdentityRequest {
  'customerId'?: (string);
  'name'?: (string);
  'documentNumber'?: (string);
  'legalRepresentativeName'?: (string);
  'onBehalf'?: (_qiantai_acquiring_v1_OnBehalf | null);
  'readMask'?: (_google_protobuf_FieldMask | null);
}

export interface VerifyIdentityRequest__Output {
  'customerId': (string);
  'name': (string);
  'documentNumber': (string);
  'legalRepresentativeName': (string);
  'onBehalf': (_qiantai_acquiring_v1_OnBehalf__Output | null);
  'readMask': (_google_protobuf_FieldMask__Output | null);
}
