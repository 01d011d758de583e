// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type { CustomerKind as _qiantai_acquiring_v1_CustomerKind, CustomerKind__Output as _qiantai_acquiring_v1_CustomerKind__Output } from '../../../qiantai/acquiring/v1/CustomerKind.ts';
import type { AccountStatus as _qiantai_acquiring_v1_AccountStatus, AccountStatus__Output as _qiantai_acquiring_v1_AccountStatus__Output } from '../../../qiantai/acquiring/v1/AccountStatus.ts';
import type { Switches as _qiantai_acquiring_v1_Switches, Switches__Output as _qiantai_acquiring_v1_Switches__Output } from '../../../qiantai/acquiring/v1/Switches.ts';
import type { Balance as _qiantai_acquiring_v1_Balance, Balance__Output as _qiantai_acquiring_v1_Balance__Output } from '../../../qiantai/acquiring/v1/Balance.ts';
import type { Long } from '@grpc/proto-loader';

export interface Account {
  'accountNumber'?: (string);
  'companyId'?: (string);
  'customerId'?: (string);
  'userId'?: (string);
  'name'?: (string);
  'mainAccountNumber'?: (string);
  'customerKind'?: (_qiantai_acquiring_v1_CustomerKind);
  'typeCode'?: (string);
  'currency'?: (string);
  'ledgerCode'?: (string);
  'status'?: (_qiantai_acquiring_v1_AccountStatus);
  'switches'?: (_qiantai_acquiring_v1_Switches | null);
  'balance'?: (_qiantai_acquiring_v1_Balance | null);
  'overdraftLimitMinor'?: (string);
  'withdrawalPasswordSet'?: (boolean);
  'passwordLockedUntilMs'?: (number | string | Long);
  'closingRequestedAtMs'?: (number | string | Long);
  'openedAtMs'?: (number | string | Long);
  'closedAtMs'?: (number | string | Long);
  'version'?: (number);
}

export interface Account__Output {
  'accountNumber': (string);
  'companyId': (string);
  'customerId': (string);
  'userId': (string);
  'name': (string);
  'mainAccountNumber': (string);
  'customerKind': (_qiantai_acquiring_v1_CustomerKind__Output);
  'typeCode': (string);
  'currency': (string);
  'ledgerCode': (string);
  'status': (_qiantai_acquiring_v1_AccountStatus__Output);
  'switches': (_qiantai_acquiring_v1_Switches__Output | null);
  'balance': (_qiantai_acquiring_v1_Balance__Output | null);
  'overdraftLimitMinor': (string);
  'withdrawalPasswordSet': (boolean);
  'passwordLockedUntilMs': (string);
  'closingRequestedAtMs': (string);
  'openedAtMs': (string);
  'closedAtMs': (string);
  'version': (number);
}
