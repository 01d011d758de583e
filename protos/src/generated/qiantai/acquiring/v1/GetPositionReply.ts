// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { CustodyPosition as _qiantai_acquiring_v1_CustodyPosition, CustodyPosition__Output as _qiantai_acquiring_v1_CustodyPosition__Output } from '../../../qiantai/acquiring/v1/CustodyPosition.ts';

export interface GetPositionReply {
  'positions'?: (_qiantai_acquiring_v1_CustodyPosition)[];
}

export interface GetPositionReply__Output {
  'positions': (_qiantai_acquiring_v1_CustodyPosition__Output)[];
}
