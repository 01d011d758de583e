// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';

export interface MoveOwnMoneyRequest {
  'moveKey'?: (string);
  'direction'?: (string);
  'custodyAccountId'?: (string);
  'ownAccountId'?: (string);
  'amount'?: (_qiantai_common_v1_Money | null);
}

export interface MoveOwnMoneyRequest__Output {
  'moveKey': (string);
  'direction': (string);
  'custodyAccountId': (string);
  'ownAccountId': (string);
  'amount': (_qiantai_common_v1_Money__Output | null);
}
