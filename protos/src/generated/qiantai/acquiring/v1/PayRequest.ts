// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Tender as _qiantai_common_v1_Tender, Tender__Output as _qiantai_common_v1_Tender__Output } from '../../../qiantai/common/v1/Tender.ts';
import type { Channel as _qiantai_common_v1_Channel, Channel__Output as _qiantai_common_v1_Channel__Output } from '../../../qiantai/common/v1/Channel.ts';
import type { CardData as _qiantai_common_v1_CardData, CardData__Output as _qiantai_common_v1_CardData__Output } from '../../../qiantai/common/v1/CardData.ts';
import type { OfflineTaking as _qiantai_acquiring_v1_OfflineTaking, OfflineTaking__Output as _qiantai_acquiring_v1_OfflineTaking__Output } from '../../../qiantai/acquiring/v1/OfflineTaking.ts';
import type { Long } from '@grpc/proto-loader';

export interface PayRequest {
  'paymentKey'?: (string);
  'orderNo'?: (string);
  'orderTotal'?: (_qiantai_common_v1_Money | null);
  'amount'?: (_qiantai_common_v1_Money | null);
  'tender'?: (_qiantai_common_v1_Tender);
  'terminalId'?: (string);
  'operatorId'?: (string);
  'paymentCode'?: (string);
  'channel'?: (_qiantai_common_v1_Channel);
  'card'?: (_qiantai_common_v1_CardData | null);
  'description'?: (string);
  'businessDate'?: (string);
  'requestedAtMs'?: (number | string | Long);
  'waitMs'?: (number);
  'offline'?: (_qiantai_acquiring_v1_OfflineTaking | null);
}

export interface PayRequest__Output {
  'paymentKey': (string);
  'orderNo': (string);
  'orderTotal': (_qiantai_common_v1_Money__Output | null);
  'amount': (_qiantai_common_v1_Money__Output | null);
  'tender': (_qiantai_common_v1_Tender__Output);
  'terminalId': (string);
  'operatorId': (string);
  'paymentCode': (string);
  'channel': (_qiantai_common_v1_Channel__Output);
  'card': (_qiantai_common_v1_CardData__Output | null);
  'description': (string);
  'businessDate': (string);
  'requestedAtMs': (string);
  'waitMs': (number);
  'offline': (_qiantai_acquiring_v1_OfflineTaking__Output | null);
}
