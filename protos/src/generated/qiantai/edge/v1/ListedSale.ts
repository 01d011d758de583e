// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Long } from '@grpc/proto-loader';

export interface ListedSale {
  'receiptNo'?: (string);
  'saleId'?: (string);
  'kind'?: (string);
  'terminalId'?: (string);
  'operatorName'?: (string);
  'completedAtMs'?: (number | string | Long);
  'total'?: (_qiantai_common_v1_Money | null);
  'itemCount'?: (number);
  'tenders'?: (string)[];
  'unsent'?: (boolean);
}

export interface ListedSale__Output {
  'receiptNo': (string);
  'saleId': (string);
  'kind': (string);
  'terminalId': (string);
  'operatorName': (string);
  'completedAtMs': (string);
  'total': (_qiantai_common_v1_Money__Output | null);
  'itemCount': (number);
  'tenders': (string)[];
  'unsent': (boolean);
}
