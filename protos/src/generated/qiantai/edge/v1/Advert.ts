// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Long } from '@grpc/proto-loader';

export interface Advert {
  'advertId'?: (string);
  'titleZh'?: (string);
  'titleEn'?: (string);
  'picture'?: (string);
  'seconds'?: (number);
  'validFromMs'?: (number | string | Long);
  'validUntilMs'?: (number | string | Long);
}

export interface Advert__Output {
  'advertId': (string);
  'titleZh': (string);
  'titleEn': (string);
  'picture': (string);
  'seconds': (number);
  'validFromMs': (string);
  'validUntilMs': (string);
}
