// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { SuspenseTarget as _qiantai_acquiring_v1_SuspenseTarget, SuspenseTarget__Output as _qiantai_acquiring_v1_SuspenseTarget__Output } from '../../../qiantai/acquiring/v1/SuspenseTarget.ts';
import type { Long } from '@grpc/proto-loader';

export interface Suspense {
  'suspenseId'?: (string);
  'bankAccountId'?: (string);
  'serialNo'?: (string);
  'amount'?: (_qiantai_common_v1_Money | null);
  'arrivedOn'?: (string);
  'status'?: (string);
  'version'?: (number | string | Long);
  'target'?: (_qiantai_acquiring_v1_SuspenseTarget | null);
  'proposedBy'?: (string);
  'approvedBy'?: (string);
  'instructionId'?: (string);
  'clearedOn'?: (string);
}

export interface Suspense__Output {
  'suspenseId': (string);
  'bankAccountId': (string);
  'serialNo': (string);
  'amount': (_qiantai_common_v1_Money__Output | null);
  'arrivedOn': (string);
  'status': (string);
  'version': (string);
  'target': (_qiantai_acquiring_v1_SuspenseTarget__Output | null);
  'proposedBy': (string);
  'approvedBy': (string);
  'instructionId': (string);
  'clearedOn': (string);
}
