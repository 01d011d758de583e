// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Long } from '@grpc/proto-loader';

export interface CartLine {
  'lineNo'?: (number);
  'articleId'?: (string);
  'quantity'?: (number);
  'weightG'?: (number | string | Long);
  'codePrice'?: (_qiantai_common_v1_Money | null);
}

export interface CartLine__Output {
  'lineNo': (number);
  'articleId': (string);
  'quantity': (number);
  'weightG': (string);
  'codePrice': (_qiantai_common_v1_Money__Output | null);
}
