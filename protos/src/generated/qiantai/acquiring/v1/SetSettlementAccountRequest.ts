// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { BankPayee as _qiantai_acquiring_v1_BankPayee, BankPayee__Output as _qiantai_acquiring_v1_BankPayee__Output } from '../../../qiantai/acquiring/v1/BankPayee.ts';

export interface SetSettlementAccountRequest {
  'merchantId'?: (string);
  'currency'?: (string);
  'payee'?: (_qiantai_acquiring_v1_BankPayee | null);
}

export interface SetSettlementAccountRequest__Output {
  'merchantId': (string);
  'currency': (string);
  'payee': (_qiantai_acquiring_v1_BankPayee__Output | null);
}
