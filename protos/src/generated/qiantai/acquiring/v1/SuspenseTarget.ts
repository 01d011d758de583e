// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { SuspenseToMember as _qiantai_acquiring_v1_SuspenseToMember, SuspenseToMember__Output as _qiantai_acquiring_v1_SuspenseToMember__Output } from '../../../qiantai/acquiring/v1/SuspenseToMember.ts';
import type { SuspenseToMerchant as _qiantai_acquiring_v1_SuspenseToMerchant, SuspenseToMerchant__Output as _qiantai_acquiring_v1_SuspenseToMerchant__Output } from '../../../qiantai/acquiring/v1/SuspenseToMerchant.ts';
import type { SuspenseToClearing as _qiantai_acquiring_v1_SuspenseToClearing, SuspenseToClearing__Output as _qiantai_acquiring_v1_SuspenseToClearing__Output } from '../../../qiantai/acquiring/v1/SuspenseToClearing.ts';
import type { SuspenseBack as _qiantai_acquiring_v1_SuspenseBack, SuspenseBack__Output as _qiantai_acquiring_v1_SuspenseBack__Output } from '../../../qiantai/acquiring/v1/SuspenseBack.ts';
import type { SuspenseToIncome as _qiantai_acquiring_v1_SuspenseToIncome, SuspenseToIncome__Output as _qiantai_acquiring_v1_SuspenseToIncome__Output } from '../../../qiantai/acquiring/v1/SuspenseToIncome.ts';

export interface SuspenseTarget {
  'member'?: (_qiantai_acquiring_v1_SuspenseToMember | null);
  'merchant'?: (_qiantai_acquiring_v1_SuspenseToMerchant | null);
  'clearing'?: (_qiantai_acquiring_v1_SuspenseToClearing | null);
  'back'?: (_qiantai_acquiring_v1_SuspenseBack | null);
  'income'?: (_qiantai_acquiring_v1_SuspenseToIncome | null);
  'target'?: "member"|"merchant"|"clearing"|"back"|"income";
}

export interface SuspenseTarget__Output {
  'member'?: (_qiantai_acquiring_v1_SuspenseToMember__Output | null);
  'merchant'?: (_qiantai_acquiring_v1_SuspenseToMerchant__Output | null);
  'clearing'?: (_qiantai_acquiring_v1_SuspenseToClearing__Output | null);
  'back'?: (_qiantai_acquiring_v1_SuspenseBack__Output | null);
  'income'?: (_qiantai_acquiring_v1_SuspenseToIncome__Output | null);
  'target'?: "member"|"merchant"|"clearing"|"back"|"income";
}
