// Original file: protos/proto/qiantai/edge/v1/shift.proto

import type { CardSettlementState as _qiantai_edge_v1_CardSettlementState, CardSettlementState__Output as _qiantai_edge_v1_CardSettlementState__Output } from '../../../qiantai/edge/v1/CardSettlementState.ts';
import type { SettledCardBatch as _qiantai_edge_v1_SettledCardBatch, SettledCardBatch__Output as _qiantai_edge_v1_SettledCardBatch__Output } from '../../../qiantai/edge/v1/SettledCardBatch.ts';
import type { CardSums as _qiantai_edge_v1_CardSums, CardSums__Output as _qiantai_edge_v1_CardSums__Output } from '../../../qiantai/edge/v1/CardSums.ts';
import type { CardDifference as _qiantai_edge_v1_CardDifference, CardDifference__Output as _qiantai_edge_v1_CardDifference__Output } from '../../../qiantai/edge/v1/CardDifference.ts';
import type { Long } from '@grpc/proto-loader';

export interface CardSettlement {
  'settlementId'?: (string);
  'state'?: (_qiantai_edge_v1_CardSettlementState);
  'reasonCode'?: (string);
  'shiftId'?: (string);
  'operatorId'?: (string);
  'askedAtMs'?: (number | string | Long);
  'endedAtMs'?: (number | string | Long);
  'batches'?: (_qiantai_edge_v1_SettledCardBatch)[];
  'own'?: (_qiantai_edge_v1_CardSums)[];
  'differences'?: (_qiantai_edge_v1_CardDifference)[];
  'differenceCount'?: (number | string | Long);
}

export interface CardSettlement__Output {
  'settlementId': (string);
  'state': (_qiantai_edge_v1_CardSettlementState__Output);
  'reasonCode': (string);
  'shiftId': (string);
  'operatorId': (string);
  'askedAtMs': (string);
  'endedAtMs': (string);
  'batches': (_qiantai_edge_v1_SettledCardBatch__Output)[];
  'own': (_qiantai_edge_v1_CardSums__Output)[];
  'differences': (_qiantai_edge_v1_CardDifference__Output)[];
  'differenceCount': (string);
}
