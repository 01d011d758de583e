// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Long } from '@grpc/proto-loader';

export interface ListSalesRequest {
  'text'?: (string);
  'businessDate'?: (string);
  'ownOnly'?: (boolean);
  'beforeMs'?: (number | string | Long);
  'limit'?: (number);
}

export interface ListSalesRequest__Output {
  'text': (string);
  'businessDate': (string);
  'ownOnly': (boolean);
  'beforeMs': (string);
  'limit': (number);
}
