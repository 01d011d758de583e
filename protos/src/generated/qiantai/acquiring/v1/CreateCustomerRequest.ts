// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type { CustomerKind as _qiantai_acquiring_v1_CustomerKind, CustomerKind__Output as _qiantai_acquiring_v1_CustomerKind__Output } from '../../../qiantai/acquiring/v1/CustomerKind.ts';
import type { Photo as _qiantai_acquiring_v1_Photo, Photo__Output as _qiantai_acquiring_v1_Photo__Output } from '../../../qiantai/acquiring/v1/Photo.ts';
import type { OnBehalf as _qiantai_acquiring_v1_OnBehalf, OnBehalf__Output as _qiantai_acquiring_v1_OnBehalf__Output } from '../../../qiantai/acquiring/v1/OnBehalf.ts';

export interface CreateCustomerRequest {
  'requestKey'?: (string);
  'kind'?: (_qiantai_acquiring_v1_CustomerKind);
  'name'?: (string);
  'documentNumber'?: (string);
  'legalRepresentativeName'?: (string);
  'legalRepresentativeNumber'?: (string);
  'phone'?: (string);
  'mail'?: (string);
  'photos'?: (_qiantai_acquiring_v1_Photo)[];
  'onBehalf'?: (_qiantai_acquiring_v1_OnBehalf | null);
}

export interface CreateCustomerRequest__Output {
  'requestKey': (string);
  'kind': (_qiantai_acquiring_v1_CustomerKind__Output);
  'name': (string);
  'documentNumber': (string);
  'legalRepresentativeName': (string);
  'legalRepresentativeNumber': (string);
  'phone': (string);
  'mail': (string);
  'photos': (_qiantai_acquiring_v1_Photo__Output)[];
  'onBehalf': (_qiantai_acquiring_v1_OnBehalf__Output | null);
}
