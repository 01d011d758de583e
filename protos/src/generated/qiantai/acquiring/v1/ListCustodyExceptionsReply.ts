// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { CustodyException as _qiantai_acquiring_v1_CustodyException, CustodyException__Output as _qiantai_acquiring_v1_CustodyException__Output } from '../../../qiantai/acquiring/v1/CustodyException.ts';

export interface ListCustodyExceptionsReply {
  'exceptions'?: (_qiantai_acquiring_v1_CustodyException)[];
  'nextPageToken'?: (string);
}

export interface ListCustodyExceptionsReply__Output {
  'exceptions': (_qiantai_acquiring_v1_CustodyException__Output)[];
  'nextPageToken': (string);
}
