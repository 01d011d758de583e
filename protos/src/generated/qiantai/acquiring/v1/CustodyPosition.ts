// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { AccountPosition as _qiantai_acquiring_v1_AccountPosition, AccountPosition__Output as _qiantai_acquiring_v1_AccountPosition__Output } from '../../../qiantai/acquiring/v1/AccountPosition.ts';
import type { ExpectedIn as _qiantai_acquiring_v1_ExpectedIn, ExpectedIn__Output as _qiantai_acquiring_v1_ExpectedIn__Output } from '../../../qiantai/acquiring/v1/ExpectedIn.ts';
import type { Long } from '@grpc/proto-loader';

export interface CustodyPosition {
  'date'?: (string);
  'currency'?: (string);
  'accounts'?: (_qiantai_acquiring_v1_AccountPosition)[];
  'expectedIn'?: (_qiantai_acquiring_v1_ExpectedIn)[];
  'expectedInMinor'?: (number | string | Long);
  'suffices'?: (string);
}

export interface CustodyPosition__Output {
  'date': (string);
  'currency': (string);
  'accounts': (_qiantai_acquiring_v1_AccountPosition__Output)[];
  'expectedIn': (_qiantai_acquiring_v1_ExpectedIn__Output)[];
  'expectedInMinor': (string);
  'suffices': (string);
}
