// Original file: protos/proto/qiantai/acquiring/v1/fleet_sync.proto

import type { FleetOrder as _qiantai_acquiring_v1_FleetOrder, FleetOrder__Output as _qiantai_acquiring_v1_FleetOrder__Output } from '../../../qiantai/acquiring/v1/FleetOrder.ts';

export interface FetchOrdersReply {
  'orders'?: (_qiantai_acquiring_v1_FleetOrder)[];
}

export interface FetchOrdersReply__Output {
  'orders': (_qiantai_acquiring_v1_FleetOrder__Output)[];
}
