// Original file: protos/proto/qiantai/acquiring/v1/offline_card.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Long } from '@grpc/proto-loader';

export interface OfflineCard {
  'merchantId'?: (string);
  'paymentKey'?: (string);
  'status'?: (string);
  'version'?: (number | string | Long);
  'amount'?: (_qiantai_common_v1_Money | null);
  'storeId'?: (string);
  'terminalId'?: (string);
  'operatorId'?: (string);
  'orderNo'?: (string);
  'brand'?: (string);
  'maskedPan'?: (string);
  'businessDate'?: (string);
  'takenAtMs'?: (number | string | Long);
  'forced'?: (boolean);
  'journalled'?: (boolean);
  'reasonCode'?: (string);
  'presentations'?: (number);
  'representableUntilMs'?: (number | string | Long);
  'updatedAtMs'?: (number | string | Long);
  'writeOffRequestedBy'?: (string);
}

export interface OfflineCard__Output {
  'merchantId': (string);
  'paymentKey': (string);
  'status': (string);
  'version': (string);
  'amount': (_qiantai_common_v1_Money__Output | null);
  'storeId': (string);
  'terminalId': (string);
  'operatorId': (string);
  'orderNo': (string);
  'brand': (string);
  'maskedPan': (string);
  'businessDate': (string);
  'takenAtMs': (string);
  'forced': (boolean);
  'journalled': (boolean);
  'reasonCode': (string);
  'presentations': (number);
  'representableUntilMs': (string);
  'updatedAtMs': (string);
  'writeOffRequestedBy': (string);
}
