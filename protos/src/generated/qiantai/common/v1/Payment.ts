// Original file: protos/proto/qiantai/common/v1/payment.proto

import type { PaymentStatus as _qiantai_common_v1_PaymentStatus, PaymentStatus__Output as _qiantai_common_v1_PaymentStatus__Output } from '../../../qiantai/common/v1/PaymentStatus.ts';
import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Tender as _qiantai_common_v1_Tender, Tender__Output as _qiantai_common_v1_Tender__Output } from '../../../qiantai/common/v1/Tender.ts';
import type { Channel as _qiantai_common_v1_Channel, Channel__Output as _qiantai_common_v1_Channel__Output } from '../../../qiantai/common/v1/Channel.ts';
import type { Long } from '@grpc/proto-loader';

export interface Payment {
  'paymentKey'?: (string);
  'orderNo'?: (string);
  'status'?: (_qiantai_common_v1_PaymentStatus);
  'version'?: (number | string | Long);
  'amount'?: (_qiantai_common_v1_Money | null);
  'tender'?: (_qiantai_common_v1_Tender);
  'channel'?: (_qiantai_common_v1_Channel);
  'channelTransactionId'?: (string);
  'channelOrderNo'?: (string);
  'reasonCode'?: (string);
  'channelMessage'?: (string);
  'qrText'?: (string);
  'deadlineMs'?: (number | string | Long);
  'maskedPan'?: (string);
  'authorisationCode'?: (string);
  'cardReference'?: (string);
  'refunded'?: (_qiantai_common_v1_Money | null);
  'updatedAtMs'?: (number | string | Long);
}

export interface Payment__Output {
  'paymentKey': (string);
  'orderNo': (string);
  'status': (_qiantai_common_v1_PaymentStatus__Output);
  'version': (string);
  'amount': (_qiantai_common_v1_Money__Output | null);
  'tender': (_qiantai_common_v1_Tender__Output);
  'channel': (_qiantai_common_v1_Channel__Output);
  'channelTransactionId': (string);
  'channelOrderNo': (string);
  'reasonCode': (string);
  'channelMessage': (string);
  'qrText': (string);
  'deadlineMs': (string);
  'maskedPan': (string);
  'authorisationCode': (string);
  'cardReference': (string);
  'refunded': (_qiantai_common_v1_Money__Output | null);
  'updatedAtMs': (string);
}
