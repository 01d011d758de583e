// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type { CustomerKind as _qiantai_acquiring_v1_CustomerKind, CustomerKind__Output as _qiantai_acquiring_v1_CustomerKind__Output } from '../../../qiantai/acquiring/v1/CustomerKind.ts';

export interface AccountType {
  'typeCode'?: (string);
  'companyId'?: (string);
  'nameZh'?: (string);
  'nameEn'?: (string);
  'ledgerCode'?: (string);
  'customerKinds'?: (_qiantai_acquiring_v1_CustomerKind)[];
  'mayBeMain'?: (boolean);
  'rights'?: (string)[];
}

export interface AccountType__Output {
  'typeCode': (string);
  'companyId': (string);
  'nameZh': (string);
  'nameEn': (string);
  'ledgerCode': (string);
  'customerKinds': (_qiantai_acquiring_v1_CustomerKind__Output)[];
  'mayBeMain': (boolean);
  'rights': (string)[];
}
