// Original file: protos/proto/qiantai/edge/v1/hub.proto

import type { Long } from '@grpc/proto-loader';

export interface OfferTailReply {
  'taken'?: (number | string | Long);
  'putAside'?: (number | string | Long);
}

export interface OfferTailReply__Output {
  'taken': (string);
  'putAside': (string);
}
