// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Long } from '@grpc/proto-loader';

export interface OfflineOffer {
  'possible'?: (boolean);
  'reasonCode'?: (string);
  'unit'?: (string);
  'limit'?: (number | string | Long);
  'used'?: (number | string | Long);
  'left'?: (number | string | Long);
  'brand'?: (string);
}

export interface OfflineOffer__Output {
  'possible': (boolean);
  'reasonCode': (string);
  'unit': (string);
  'limit': (string);
  'used': (string);
  'left': (string);
  'brand': (string);
}
