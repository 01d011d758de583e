// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto

import type { StoreBoard as _qiantai_acquiring_v1_StoreBoard, StoreBoard__Output as _qiantai_acquiring_v1_StoreBoard__Output } from '../../../qiantai/acquiring/v1/StoreBoard.ts';

export interface GetFleetBoardReply {
  'stores'?: (_qiantai_acquiring_v1_StoreBoard)[];
}

export interface GetFleetBoardReply__Output {
  'stores': (_qiantai_acquiring_v1_StoreBoard__Output)[];
}
