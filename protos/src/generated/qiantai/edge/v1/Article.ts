// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Long } from '@grpc/proto-loader';

export interface Article {
  'articleId'?: (string);
  'barcode'?: (string);
  'nameZh'?: (string);
  'nameEn'?: (string);
  'unitPrice'?: (_qiantai_common_v1_Money | null);
  'unit'?: (string);
  'picture'?: (string);
  'soldByWeight'?: (boolean);
  'weightG'?: (number | string | Long);
  'codePrice'?: (_qiantai_common_v1_Money | null);
  'ageMin'?: (number);
}

export interface Article__Output {
  'articleId': (string);
  'barcode': (string);
  'nameZh': (string);
  'nameEn': (string);
  'unitPrice': (_qiantai_common_v1_Money__Output | null);
  'unit': (string);
  'picture': (string);
  'soldByWeight': (boolean);
  'weightG': (string);
  'codePrice': (_qiantai_common_v1_Money__Output | null);
  'ageMin': (number);
}
