import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { CancelTerminalOrderRequest as _qiantai_acquiring_v1_CancelTerminalOrderRequest, CancelTerminalOrderRequest__Output as _qiantai_acquiring_v1_CancelTerminalOrderRequest__Output } from './qiantai/acquiring/v1/CancelTerminalOrderRequest.ts';
import type { GetTerminalOrderRequest as _qiantai_acquiring_v1_GetTerminalOrderRequest, GetTerminalOrderRequest__Output as _qiantai_acquiring_v1_GetTerminalOrderRequest__Output } from './qiantai/acquiring/v1/GetTerminalOrderRequest.ts';
import type { ListTerminalOrdersReply as _qiantai_acquiring_v1_ListTerminalOrdersReply, ListTerminalOrdersReply__Output as _qiantai_acquiring_v1_ListTerminalOrdersReply__Output } from './qiantai/acquiring/v1/ListTerminalOrdersReply.ts';
import type { ListTerminalOrdersRequest as _qiantai_acquiring_v1_ListTerminalOrdersRequest, ListTerminalOrdersRequest__Output as _qiantai_acquiring_v1_ListTerminalOrdersRequest__Output } from './qiantai/acquiring/v1/ListTerminalOrdersRequest.ts';
import type { PushTerminalOrderRequest as _qiantai_acquiring_v1_PushTerminalOrderRequest, PushTerminalOrderRequest__Output as _qiantai_acquiring_v1_PushTerminalOrderRequest__Output } from './qiantai/acquiring/v1/PushTerminalOrderRequest.ts';
import type { PushedTerminalOrder as _qiantai_acquiring_v1_PushedTerminalOrder, PushedTerminalOrder__Output as _qiantai_acquiring_v1_PushedTerminalOrder__Output } from './qiantai/acquiring/v1/PushedTerminalOrder.ts';
import type { TerminalOrderServiceClient as _qiantai_acquiring_v1_TerminalOrderServiceClient, TerminalOrderServiceDefinition as _qiantai_acquiring_v1_TerminalOrderServiceDefinition } from './qiantai/acquiring/v1/TerminalOrderService.ts';
import type { CardData as _qiantai_common_v1_CardData, CardData__Output as _qiantai_common_v1_CardData__Output } from './qiantai/common/v1/CardData.ts';
import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from './qiantai/common/v1/Money.ts';
import type { Payment as _qiantai_common_v1_Payment, Payment__Output as _qiantai_common_v1_Payment__Output } from './qiantai/common/v1/Payment.ts';
import type { Refund as _qiantai_common_v1_Refund, Refund__Output as _qiantai_common_v1_Refund__Output } from './qiantai/common/v1/Refund.ts';
import type { TerminalOrder as _qiantai_common_v1_TerminalOrder, TerminalOrder__Output as _qiantai_common_v1_TerminalOrder__Output } from './qiantai/common/v1/TerminalOrder.ts';
import type { TerminalOrderLine as _qiantai_common_v1_TerminalOrderLine, TerminalOrderLine__Output as _qiantai_common_v1_TerminalOrderLine__Output } from './qiantai/common/v1/TerminalOrderLine.ts';
import type { TerminalOrderPayment as _qiantai_common_v1_TerminalOrderPayment, TerminalOrderPayment__Output as _qiantai_common_v1_TerminalOrderPayment__Output } from './qiantai/common/v1/TerminalOrderPayment.ts';
import type { TerminalOrderWish as _qiantai_common_v1_TerminalOrderWish, TerminalOrderWish__Output as _qiantai_common_v1_TerminalOrderWish__Output } from './qiantai/common/v1/TerminalOrderWish.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  qiantai: {
    acquiring: {
      v1: {
        CancelTerminalOrderRequest: MessageTypeDefinition<_qiantai_acquiring_v1_CancelTerminalOrderRequest, _qiantai_acquiring_v1_CancelTerminalOrderRequest__Output>
        GetTerminalOrderRequest: MessageTypeDefinition<_qiantai_acquiring_v1_GetTerminalOrderRequest, _qiantai_acquiring_v1_GetTerminalOrderRequest__Output>
        ListTerminalOrdersReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListTerminalOrdersReply, _qiantai_acquiring_v1_ListTerminalOrdersReply__Output>
        ListTerminalOrdersRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListTerminalOrdersRequest, _qiantai_acquiring_v1_ListTerminalOrdersRequest__Output>
        PushTerminalOrderRequest: MessageTypeDefinition<_qiantai_acquiring_v1_PushTerminalOrderRequest, _qiantai_acquiring_v1_PushTerminalOrderRequest__Output>
        PushedTerminalOrder: MessageTypeDefinition<_qiantai_acquiring_v1_PushedTerminalOrder, _qiantai_acquiring_v1_PushedTerminalOrder__Output>
        TerminalOrderService: SubtypeConstructor<typeof grpc.Client, _qiantai_acquiring_v1_TerminalOrderServiceClient> & { service: _qiantai_acquiring_v1_TerminalOrderServiceDefinition }
      }
    }
    common: {
      v1: {
        CardData: MessageTypeDefinition<_qiantai_common_v1_CardData, _qiantai_common_v1_CardData__Output>
        Channel: EnumTypeDefinition
        Money: MessageTypeDefinition<_qiantai_common_v1_Money, _qiantai_common_v1_Money__Output>
        Payment: MessageTypeDefinition<_qiantai_common_v1_Payment, _qiantai_common_v1_Payment__Output>
        PaymentStatus: EnumTypeDefinition
        Refund: MessageTypeDefinition<_qiantai_common_v1_Refund, _qiantai_common_v1_Refund__Output>
        RefundStatus: EnumTypeDefinition
        Tender: EnumTypeDefinition
        TerminalOrder: MessageTypeDefinition<_qiantai_common_v1_TerminalOrder, _qiantai_common_v1_TerminalOrder__Output>
        TerminalOrderLine: MessageTypeDefinition<_qiantai_common_v1_TerminalOrderLine, _qiantai_common_v1_TerminalOrderLine__Output>
        TerminalOrderPayment: MessageTypeDefinition<_qiantai_common_v1_TerminalOrderPayment, _qiantai_common_v1_TerminalOrderPayment__Output>
        TerminalOrderWish: MessageTypeDefinition<_qiantai_common_v1_TerminalOrderWish, _qiantai_common_v1_TerminalOrderWish__Output>
      }
    }
  }
}

