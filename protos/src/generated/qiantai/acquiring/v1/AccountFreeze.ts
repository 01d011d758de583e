// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type { FreezeKind as _qiantai_acquiring_v1_FreezeKind, FreezeKind__Output as _qiantai_acquiring_v1_FreezeKind__Output } from '../../../qiantai/acquiring/v1/FreezeKind.ts';
import type { Long } from '@grpc/proto-loader';

export interface AccountFreeze {
  'freezeId'?: (string);
  'accountNumber'?: (string);
  'kind'?: (_qiantai_acquiring_v1_FreezeKind);
  'whole'?: (boolean);
  'amountMinor'?: (string);
  'releasedMinor'?: (string);
  'status'?: (string);
  'why'?: (string);
  'placedBy'?: (string);
  'placedAtMs'?: (number | string | Long);
  'releasedBy'?: (string);
  'releasedAtMs'?: (number | string | Long);
}

export interface AccountFreeze__Output {
  'freezeId': (string);
  'accountNumber': (string);
  'kind': (_qiantai_acquiring_v1_FreezeKind__Output);
  'whole': (boolean);
  'amountMinor': (string);
  'releasedMinor': (string);
  'status': (string);
  'why': (string);
  'placedBy': (string);
  'placedAtMs': (string);
  'releasedBy': (string);
  'releasedAtMs': (string);
}
