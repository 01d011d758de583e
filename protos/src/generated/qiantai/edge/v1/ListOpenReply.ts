// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { EdgePayment as _qiantai_edge_v1_EdgePayment, EdgePayment__Output as _qiantai_edge_v1_EdgePayment__Output } from '../../../qiantai/edge/v1/EdgePayment.ts';
import type { EdgeRefund as _qiantai_edge_v1_EdgeRefund, EdgeRefund__Output as _qiantai_edge_v1_EdgeRefund__Output } from '../../../qiantai/edge/v1/EdgeRefund.ts';

export interface ListOpenReply {
  'payments'?: (_qiantai_edge_v1_EdgePayment)[];
  'refunds'?: (_qiantai_edge_v1_EdgeRefund)[];
}

export interface ListOpenReply__Output {
  'payments': (_qiantai_edge_v1_EdgePayment__Output)[];
  'refunds': (_qiantai_edge_v1_EdgeRefund__Output)[];
}
