// Original file: protos/proto/qiantai/common/v1/terminal_order.proto

import type { Tender as _qiantai_common_v1_Tender, Tender__Output as _qiantai_common_v1_Tender__Output } from '../../../qiantai/common/v1/Tender.ts';
import type { Channel as _qiantai_common_v1_Channel, Channel__Output as _qiantai_common_v1_Channel__Output } from '../../../qiantai/common/v1/Channel.ts';
import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';

export interface TerminalOrderPayment {
  'tender'?: (_qiantai_common_v1_Tender);
  'channel'?: (_qiantai_common_v1_Channel);
  'amount'?: (_qiantai_common_v1_Money | null);
  'maskedPan'?: (string);
}

export interface TerminalOrderPayment__Output {
  'tender': (_qiantai_common_v1_Tender__Output);
  'channel': (_qiantai_common_v1_Channel__Output);
  'amount': (_qiantai_common_v1_Money__Output | null);
  'maskedPan': (string);
}
