// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Long } from '@grpc/proto-loader';

export interface CartLine {
  'lineNo'?: (number);
  'articleId'?: (string);
  'quantity'?: (number);
  'weightG'?: (number | string | Long);
  'codePrice'?: (_qiantai_common_v1_Money | null);
  'price'?: (_qiantai_common_v1_Money | null);
  'discount'?: (_qiantai_common_v1_Money | null);
  'discountBasisPoints'?: (number);
  'isBack'?: (boolean);
  'name'?: (string);
}

export interface CartLine__Output {
  'lineNo': (number);
  'articleId': (string);
  'quantity': (number);
  'weightG': (string);
  'codePrice': (_qiantai_common_v1_Money__Output | null);
  'price': (_qiantai_common_v1_Money__Output | null);
  'discount': (_qiantai_common_v1_Money__Output | null);
  'discountBasisPoints': (number);
  'isBack': (boolean);
  'name': (string);
}
