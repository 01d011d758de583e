// Original file: protos/proto/qiantai/edge/v1/shift.proto

import type { CardSums as _qiantai_edge_v1_CardSums, CardSums__Output as _qiantai_edge_v1_CardSums__Output } from '../../../qiantai/edge/v1/CardSums.ts';
import type { CardSettlement as _qiantai_edge_v1_CardSettlement, CardSettlement__Output as _qiantai_edge_v1_CardSettlement__Output } from '../../../qiantai/edge/v1/CardSettlement.ts';
import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Long } from '@grpc/proto-loader';

export interface CardBatchReport {
  'open'?: (_qiantai_edge_v1_CardSums)[];
  'settlements'?: (_qiantai_edge_v1_CardSettlement)[];
  'offlineCount'?: (number | string | Long);
  'offline'?: (_qiantai_common_v1_Money | null);
}

export interface CardBatchReport__Output {
  'open': (_qiantai_edge_v1_CardSums__Output)[];
  'settlements': (_qiantai_edge_v1_CardSettlement__Output)[];
  'offlineCount': (string);
  'offline': (_qiantai_common_v1_Money__Output | null);
}
