// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto

import type { OrderDescription as _qiantai_acquiring_v1_OrderDescription, OrderDescription__Output as _qiantai_acquiring_v1_OrderDescription__Output } from '../../../qiantai/acquiring/v1/OrderDescription.ts';

export interface GetOrderReply {
  'order'?: (_qiantai_acquiring_v1_OrderDescription | null);
  'parts'?: (string)[];
}

export interface GetOrderReply__Output {
  'order': (_qiantai_acquiring_v1_OrderDescription__Output | null);
  'parts': (string)[];
}
