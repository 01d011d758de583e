// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type { CustomerKind as _qiantai_acquiring_v1_CustomerKind, CustomerKind__Output as _qiantai_acquiring_v1_CustomerKind__Output } from '../../../qiantai/acquiring/v1/CustomerKind.ts';
import type { IdentityStatus as _qiantai_acquiring_v1_IdentityStatus, IdentityStatus__Output as _qiantai_acquiring_v1_IdentityStatus__Output } from '../../../qiantai/acquiring/v1/IdentityStatus.ts';
import type { Photo as _qiantai_acquiring_v1_Photo, Photo__Output as _qiantai_acquiring_v1_Photo__Output } from '../../../qiantai/acquiring/v1/Photo.ts';
import type { User as _qiantai_acquiring_v1_User, User__Output as _qiantai_acquiring_v1_User__Output } from '../../../qiantai/acquiring/v1/User.ts';
import type { IdentityCheck as _qiantai_acquiring_v1_IdentityCheck, IdentityCheck__Output as _qiantai_acquiring_v1_IdentityCheck__Output } from '../../../qiantai/acquiring/v1/IdentityCheck.ts';
import type { Long } from '@grpc/proto-loader';

export interface Customer {
  'customerId'?: (string);
  'kind'?: (_qiantai_acquiring_v1_CustomerKind);
  'name'?: (string);
  'documentMasked'?: (string);
  'legalRepresentativeName'?: (string);
  'legalRepresentativeMasked'?: (string);
  'phoneMasked'?: (string);
  'mailMasked'?: (string);
  'identityStatus'?: (_qiantai_acquiring_v1_IdentityStatus);
  'verifiedAtMs'?: (number | string | Long);
  'photos'?: (_qiantai_acquiring_v1_Photo)[];
  'users'?: (_qiantai_acquiring_v1_User)[];
  'lastCheck'?: (_qiantai_acquiring_v1_IdentityCheck | null);
  'createdAtMs'?: (number | string | Long);
  'version'?: (number);
}

export interface Customer__Output {
  'customerId': (string);
  'kind': (_qiantai_acquiring_v1_CustomerKind__Output);
  'name': (string);
  'documentMasked': (string);
  'legalRepresentativeName': (string);
  'legalRepresentativeMasked': (string);
  'phoneMasked': (string);
  'mailMasked': (string);
  'identityStatus': (_qiantai_acquiring_v1_IdentityStatus__Output);
  'verifiedAtMs': (string);
  'photos': (_qiantai_acquiring_v1_Photo__Output)[];
  'users': (_qiantai_acquiring_v1_User__Output)[];
  'lastCheck': (_qiantai_acquiring_v1_IdentityCheck__Output | null);
  'createdAtMs': (string);
  'version': (number);
}
