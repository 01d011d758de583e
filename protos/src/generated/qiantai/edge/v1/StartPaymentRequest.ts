// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Tender as _qiantai_common_v1_Tender, Tender__Output as _qiantai_common_v1_Tender__Output } from '../../../qiantai/common/v1/Tender.ts';
import type { Channel as _qiantai_common_v1_Channel, Channel__Output as _qiantai_common_v1_Channel__Output } from '../../../qiantai/common/v1/Channel.ts';
import type { CardData as _qiantai_common_v1_CardData, CardData__Output as _qiantai_common_v1_CardData__Output } from '../../../qiantai/common/v1/CardData.ts';

export interface StartPaymentRequest {
  'paymentKey'?: (string);
  'saleId'?: (string);
  'orderNo'?: (string);
  'orderTotal'?: (_qiantai_common_v1_Money | null);
  'amount'?: (_qiantai_common_v1_Money | null);
  'tender'?: (_qiantai_common_v1_Tender);
  'paymentCode'?: (string);
  'channel'?: (_qiantai_common_v1_Channel);
  'card'?: (_qiantai_common_v1_CardData | null);
  'description'?: (string);
  'waitMs'?: (number);
  'acceptOffline'?: (boolean);
  'cardExpiry'?: (string);
}

export interface StartPaymentRequest__Output {
  'paymentKey': (string);
  'saleId': (string);
  'orderNo': (string);
  'orderTotal': (_qiantai_common_v1_Money__Output | null);
  'amount': (_qiantai_common_v1_Money__Output | null);
  'tender': (_qiantai_common_v1_Tender__Output);
  'paymentCode': (string);
  'channel': (_qiantai_common_v1_Channel__Output);
  'card': (_qiantai_common_v1_CardData__Output | null);
  'description': (string);
  'waitMs': (number);
  'acceptOffline': (boolean);
  'cardExpiry': (string);
}
