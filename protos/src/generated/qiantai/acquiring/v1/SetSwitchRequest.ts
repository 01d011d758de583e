// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type { AccountSwitch as _qiantai_acquiring_v1_AccountSwitch, AccountSwitch__Output as _qiantai_acquiring_v1_AccountSwitch__Output } from '../../../qiantai/acquiring/v1/AccountSwitch.ts';

export interface SetSwitchRequest {
  'accountNumber'?: (string);
  'switch'?: (_qiantai_acquiring_v1_AccountSwitch);
  'on'?: (boolean);
  'overdraftLimitMinor'?: (string);
  'why'?: (string);
}

export interface SetSwitchRequest__Output {
  'accountNumber': (string);
  'switch': (_qiantai_acquiring_v1_AccountSwitch__Output);
  'on': (boolean);
  'overdraftLimitMinor': (string);
  'why': (string);
}
