// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { EdgeState as _qiantai_edge_v1_EdgeState, EdgeState__Output as _qiantai_edge_v1_EdgeState__Output } from '../../../qiantai/edge/v1/EdgeState.ts';
import type { Refund as _qiantai_common_v1_Refund, Refund__Output as _qiantai_common_v1_Refund__Output } from '../../../qiantai/common/v1/Refund.ts';
import type { Long } from '@grpc/proto-loader';

export interface EdgeRefund {
  'state'?: (_qiantai_edge_v1_EdgeState);
  'refund'?: (_qiantai_common_v1_Refund | null);
  'revision'?: (number | string | Long);
  'reasonCode'?: (string);
  'journalSequence'?: (number | string | Long);
}

export interface EdgeRefund__Output {
  'state': (_qiantai_edge_v1_EdgeState__Output);
  'refund': (_qiantai_common_v1_Refund__Output | null);
  'revision': (string);
  'reasonCode': (string);
  'journalSequence': (string);
}
