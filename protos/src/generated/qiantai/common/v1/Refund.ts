// Original file: protos/proto/qiantai/common/v1/payment.proto

import type { RefundStatus as _qiantai_common_v1_RefundStatus, RefundStatus__Output as _qiantai_common_v1_RefundStatus__Output } from '../../../qiantai/common/v1/RefundStatus.ts';
import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Channel as _qiantai_common_v1_Channel, Channel__Output as _qiantai_common_v1_Channel__Output } from '../../../qiantai/common/v1/Channel.ts';
import type { Long } from '@grpc/proto-loader';

export interface Refund {
  'refundKey'?: (string);
  'paymentKey'?: (string);
  'status'?: (_qiantai_common_v1_RefundStatus);
  'version'?: (number | string | Long);
  'amount'?: (_qiantai_common_v1_Money | null);
  'channel'?: (_qiantai_common_v1_Channel);
  'channelRefundId'?: (string);
  'reasonCode'?: (string);
  'channelMessage'?: (string);
  'updatedAtMs'?: (number | string | Long);
}

export interface Refund__Output {
  'refundKey': (string);
  'paymentKey': (string);
  'status': (_qiantai_common_v1_RefundStatus__Output);
  'version': (string);
  'amount': (_qiantai_common_v1_Money__Output | null);
  'channel': (_qiantai_common_v1_Channel__Output);
  'channelRefundId': (string);
  'reasonCode': (string);
  'channelMessage': (string);
  'updatedAtMs': (string);
}
