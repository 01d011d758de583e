// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { EdgeState as _qiantai_edge_v1_EdgeState, EdgeState__Output as _qiantai_edge_v1_EdgeState__Output } from '../../../qiantai/edge/v1/EdgeState.ts';
import type { Payment as _qiantai_common_v1_Payment, Payment__Output as _qiantai_common_v1_Payment__Output } from '../../../qiantai/common/v1/Payment.ts';
import type { OfflineOffer as _qiantai_edge_v1_OfflineOffer, OfflineOffer__Output as _qiantai_edge_v1_OfflineOffer__Output } from '../../../qiantai/edge/v1/OfflineOffer.ts';
import type { Long } from '@grpc/proto-loader';

export interface EdgePayment {
  'state'?: (_qiantai_edge_v1_EdgeState);
  'payment'?: (_qiantai_common_v1_Payment | null);
  'revision'?: (number | string | Long);
  'reasonCode'?: (string);
  'journalSequence'?: (number | string | Long);
  'offline'?: (boolean);
  'offlineOffer'?: (_qiantai_edge_v1_OfflineOffer | null);
}

export interface EdgePayment__Output {
  'state': (_qiantai_edge_v1_EdgeState__Output);
  'payment': (_qiantai_common_v1_Payment__Output | null);
  'revision': (string);
  'reasonCode': (string);
  'journalSequence': (string);
  'offline': (boolean);
  'offlineOffer': (_qiantai_edge_v1_OfflineOffer__Output | null);
}
