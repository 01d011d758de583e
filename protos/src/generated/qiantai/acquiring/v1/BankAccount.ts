// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { CorporateHours as _qiantai_acquiring_v1_CorporateHours, CorporateHours__Output as _qiantai_acquiring_v1_CorporateHours__Output } from '../../../qiantai/acquiring/v1/CorporateHours.ts';
import type { Long } from '@grpc/proto-loader';

export interface BankAccount {
  'bankAccountId'?: (string);
  'purpose'?: (string);
  'bank'?: (string);
  'holderName'?: (string);
  'accountNumberMasked'?: (string);
  'currency'?: (string);
  'status'?: (string);
  'corporateHours'?: (_qiantai_acquiring_v1_CorporateHours | null);
  'createdBy'?: (string);
  'createdAtMs'?: (number | string | Long);
}

export interface BankAccount__Output {
  'bankAccountId': (string);
  'purpose': (string);
  'bank': (string);
  'holderName': (string);
  'accountNumberMasked': (string);
  'currency': (string);
  'status': (string);
  'corporateHours': (_qiantai_acquiring_v1_CorporateHours__Output | null);
  'createdBy': (string);
  'createdAtMs': (string);
}
