// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { CorporateHours as _qiantai_acquiring_v1_CorporateHours, CorporateHours__Output as _qiantai_acquiring_v1_CorporateHours__Output } from '../../../qiantai/acquiring/v1/CorporateHours.ts';

export interface CreateBankAccountRequest {
  'bankAccountId'?: (string);
  'purpose'?: (string);
  'bank'?: (string);
  'holderName'?: (string);
  'accountNumber'?: (string);
  'currency'?: (string);
  'corporateHours'?: (_qiantai_acquiring_v1_CorporateHours | null);
  'baseUrl'?: (string);
  'clientId'?: (string);
  'secret'?: (string);
}

export interface CreateBankAccountRequest__Output {
  'bankAccountId': (string);
  'purpose': (string);
  'bank': (string);
  'holderName': (string);
  'accountNumber': (string);
  'currency': (string);
  'corporateHours': (_qiantai_acquiring_v1_CorporateHours__Output | null);
  'baseUrl': (string);
  'clientId': (string);
  'secret': (string);
}
