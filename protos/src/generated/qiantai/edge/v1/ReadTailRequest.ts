// Original file: protos/proto/qiantai/edge/v1/hub.proto

import type { Long } from '@grpc/proto-loader';

export interface ReadTailRequest {
  'afterSequence'?: (number | string | Long);
  'limit'?: (number);
}

export interface ReadTailRequest__Output {
  'afterSequence': (string);
  'limit': (number);
}
