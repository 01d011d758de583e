// Original file: protos/proto/qiantai/edge/v1/shift.proto

import type { DenominationCount as _qiantai_edge_v1_DenominationCount, DenominationCount__Output as _qiantai_edge_v1_DenominationCount__Output } from '../../../qiantai/edge/v1/DenominationCount.ts';
import type { Approval as _qiantai_edge_v1_Approval, Approval__Output as _qiantai_edge_v1_Approval__Output } from '../../../qiantai/edge/v1/Approval.ts';
import type { Long } from '@grpc/proto-loader';

export interface CloseShiftRequest {
  'shiftId'?: (string);
  'counts'?: (_qiantai_edge_v1_DenominationCount)[];
  'takenOverPaymentKeys'?: (string)[];
  'takenOverUnsent'?: (number | string | Long);
  'approval'?: (_qiantai_edge_v1_Approval | null);
}

export interface CloseShiftRequest__Output {
  'shiftId': (string);
  'counts': (_qiantai_edge_v1_DenominationCount__Output)[];
  'takenOverPaymentKeys': (string)[];
  'takenOverUnsent': (string);
  'approval': (_qiantai_edge_v1_Approval__Output | null);
}
