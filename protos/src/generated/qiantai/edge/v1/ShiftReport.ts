// Original file: protos/proto/qiantai/edge/v1/shift.proto

import type { ShiftStatus as _qiantai_edge_v1_ShiftStatus, ShiftStatus__Output as _qiantai_edge_v1_ShiftStatus__Output } from '../../../qiantai/edge/v1/ShiftStatus.ts';
import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { TenderSum as _qiantai_edge_v1_TenderSum, TenderSum__Output as _qiantai_edge_v1_TenderSum__Output } from '../../../qiantai/edge/v1/TenderSum.ts';
import type { DenominationCount as _qiantai_edge_v1_DenominationCount, DenominationCount__Output as _qiantai_edge_v1_DenominationCount__Output } from '../../../qiantai/edge/v1/DenominationCount.ts';
import type { CardSettlement as _qiantai_edge_v1_CardSettlement, CardSettlement__Output as _qiantai_edge_v1_CardSettlement__Output } from '../../../qiantai/edge/v1/CardSettlement.ts';
import type { Long } from '@grpc/proto-loader';

export interface ShiftReport {
  'shiftId'?: (string);
  'terminalId'?: (string);
  'status'?: (_qiantai_edge_v1_ShiftStatus);
  'openedById'?: (string);
  'operatorId'?: (string);
  'businessDate'?: (string);
  'openedAtMs'?: (number | string | Long);
  'closedAtMs'?: (number | string | Long);
  'float'?: (_qiantai_common_v1_Money | null);
  'saleCount'?: (number | string | Long);
  'saleTotal'?: (_qiantai_common_v1_Money | null);
  'returnCount'?: (number | string | Long);
  'returnTotal'?: (_qiantai_common_v1_Money | null);
  'taken'?: (_qiantai_edge_v1_TenderSum)[];
  'givenBack'?: (_qiantai_edge_v1_TenderSum)[];
  'movedIn'?: (_qiantai_common_v1_Money | null);
  'movedOut'?: (_qiantai_common_v1_Money | null);
  'expectedCash'?: (_qiantai_common_v1_Money | null);
  'countedCash'?: (_qiantai_common_v1_Money | null);
  'difference'?: (_qiantai_common_v1_Money | null);
  'counts'?: (_qiantai_edge_v1_DenominationCount)[];
  'openPaymentKeys'?: (string)[];
  'unsent'?: (number | string | Long);
  'unsentCash'?: (_qiantai_common_v1_Money | null);
  'approvedById'?: (string);
  'cardSettlements'?: (_qiantai_edge_v1_CardSettlement)[];
}

export interface ShiftReport__Output {
  'shiftId': (string);
  'terminalId': (string);
  'status': (_qiantai_edge_v1_ShiftStatus__Output);
  'openedById': (string);
  'operatorId': (string);
  'businessDate': (string);
  'openedAtMs': (string);
  'closedAtMs': (string);
  'float': (_qiantai_common_v1_Money__Output | null);
  'saleCount': (string);
  'saleTotal': (_qiantai_common_v1_Money__Output | null);
  'returnCount': (string);
  'returnTotal': (_qiantai_common_v1_Money__Output | null);
  'taken': (_qiantai_edge_v1_TenderSum__Output)[];
  'givenBack': (_qiantai_edge_v1_TenderSum__Output)[];
  'movedIn': (_qiantai_common_v1_Money__Output | null);
  'movedOut': (_qiantai_common_v1_Money__Output | null);
  'expectedCash': (_qiantai_common_v1_Money__Output | null);
  'countedCash': (_qiantai_common_v1_Money__Output | null);
  'difference': (_qiantai_common_v1_Money__Output | null);
  'counts': (_qiantai_edge_v1_DenominationCount__Output)[];
  'openPaymentKeys': (string)[];
  'unsent': (string);
  'unsentCash': (_qiantai_common_v1_Money__Output | null);
  'approvedById': (string);
  'cardSettlements': (_qiantai_edge_v1_CardSettlement__Output)[];
}
