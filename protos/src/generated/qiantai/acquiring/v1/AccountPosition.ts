// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { Long } from '@grpc/proto-loader';

export interface AccountPosition {
  'bankAccountId'?: (string);
  'openingMinor'?: (number | string | Long);
  'inMinor'?: (number | string | Long);
  'outMinor'?: (number | string | Long);
  'closingMinor'?: (number | string | Long);
  'expectedOutMinor'?: (number | string | Long);
  'shortMinor'?: (number | string | Long);
}

export interface AccountPosition__Output {
  'bankAccountId': (string);
  'openingMinor': (string);
  'inMinor': (string);
  'outMinor': (string);
  'closingMinor': (string);
  'expectedOutMinor': (string);
  'shortMinor': (string);
}
