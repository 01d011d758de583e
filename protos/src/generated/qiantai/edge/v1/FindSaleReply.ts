// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Payment as _qiantai_common_v1_Payment, Payment__Output as _qiantai_common_v1_Payment__Output } from '../../../qiantai/common/v1/Payment.ts';
import type { Long } from '@grpc/proto-loader';

export interface FindSaleReply {
  'saleJson'?: (string);
  'payments'?: (_qiantai_common_v1_Payment)[];
  'returnedQuantity'?: ({[key: number]: number | string | Long});
  'confirmedByServer'?: (boolean);
}

export interface FindSaleReply__Output {
  'saleJson': (string);
  'payments': (_qiantai_common_v1_Payment__Output)[];
  'returnedQuantity': ({[key: number]: string});
  'confirmedByServer': (boolean);
}
