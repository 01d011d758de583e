// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type { CustomerKind as _qiantai_acquiring_v1_CustomerKind, CustomerKind__Output as _qiantai_acquiring_v1_CustomerKind__Output } from '../../../qiantai/acquiring/v1/CustomerKind.ts';
import type { OnBehalf as _qiantai_acquiring_v1_OnBehalf, OnBehalf__Output as _qiantai_acquiring_v1_OnBehalf__Output } from '../../../qiantai/acquiring/v1/OnBehalf.ts';

export interface CreateAccountTypeRequest {
  'requestKey'?: (string);
  'companyId'?: (string);
  'typeCode'?: (string);
  'nameZh'?: (string);
  'nameEn'?: (string);
  'ledgerCode'?: (string);
  'customerKinds'?: (_qiantai_acquiring_v1_CustomerKind)[];
  'rights'?: (string)[];
  'onBehalf'?: (_qiantai_acquiring_v1_OnBehalf | null);
}

export interface CreateAccountTypeRequest__Output {
  'requestKey': (string);
  'companyId': (string);
  'typeCode': (string);
  'nameZh': (string);
  'nameEn': (string);
  'ledgerCode': (string);
  'customerKinds': (_qiantai_acquiring_v1_CustomerKind__Output)[];
  'rights': (string)[];
  'onBehalf': (_qiantai_acquiring_v1_OnBehalf__Output | null);
}
