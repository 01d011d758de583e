import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { CardData as _qiantai_common_v1_CardData, CardData__Output as _qiantai_common_v1_CardData__Output } from './qiantai/common/v1/CardData.ts';
import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from './qiantai/common/v1/Money.ts';
import type { Payment as _qiantai_common_v1_Payment, Payment__Output as _qiantai_common_v1_Payment__Output } from './qiantai/common/v1/Payment.ts';
import type { Refund as _qiantai_common_v1_Refund, Refund__Output as _qiantai_common_v1_Refund__Output } from './qiantai/common/v1/Refund.ts';
import type { TerminalOrder as _qiantai_common_v1_TerminalOrder, TerminalOrder__Output as _qiantai_common_v1_TerminalOrder__Output } from './qiantai/common/v1/TerminalOrder.ts';
import type { TerminalOrderLine as _qiantai_common_v1_TerminalOrderLine, TerminalOrderLine__Output as _qiantai_common_v1_TerminalOrderLine__Output } from './qiantai/common/v1/TerminalOrderLine.ts';
import type { TerminalOrderPayment as _qiantai_common_v1_TerminalOrderPayment, TerminalOrderPayment__Output as _qiantai_common_v1_TerminalOrderPayment__Output } from './qiantai/common/v1/TerminalOrderPayment.ts';
import type { TerminalOrderWish as _qiantai_common_v1_TerminalOrderWish, TerminalOrderWish__Output as _qiantai_common_v1_TerminalOrderWish__Output } from './qiantai/common/v1/TerminalOrderWish.ts';
import type { CancelOrderRequest as _qiantai_edge_v1_CancelOrderRequest, CancelOrderRequest__Output as _qiantai_edge_v1_CancelOrderRequest__Output } from './qiantai/edge/v1/CancelOrderRequest.ts';
import type { GetOrderRequest as _qiantai_edge_v1_GetOrderRequest, GetOrderRequest__Output as _qiantai_edge_v1_GetOrderRequest__Output } from './qiantai/edge/v1/GetOrderRequest.ts';
import type { ListOrdersReply as _qiantai_edge_v1_ListOrdersReply, ListOrdersReply__Output as _qiantai_edge_v1_ListOrdersReply__Output } from './qiantai/edge/v1/ListOrdersReply.ts';
import type { ListOrdersRequest as _qiantai_edge_v1_ListOrdersRequest, ListOrdersRequest__Output as _qiantai_edge_v1_ListOrdersRequest__Output } from './qiantai/edge/v1/ListOrdersRequest.ts';
import type { OfferOrderRequest as _qiantai_edge_v1_OfferOrderRequest, OfferOrderRequest__Output as _qiantai_edge_v1_OfferOrderRequest__Output } from './qiantai/edge/v1/OfferOrderRequest.ts';
import type { PutBackOrderRequest as _qiantai_edge_v1_PutBackOrderRequest, PutBackOrderRequest__Output as _qiantai_edge_v1_PutBackOrderRequest__Output } from './qiantai/edge/v1/PutBackOrderRequest.ts';
import type { RefuseOrderRequest as _qiantai_edge_v1_RefuseOrderRequest, RefuseOrderRequest__Output as _qiantai_edge_v1_RefuseOrderRequest__Output } from './qiantai/edge/v1/RefuseOrderRequest.ts';
import type { TakeUpOrderRequest as _qiantai_edge_v1_TakeUpOrderRequest, TakeUpOrderRequest__Output as _qiantai_edge_v1_TakeUpOrderRequest__Output } from './qiantai/edge/v1/TakeUpOrderRequest.ts';
import type { TerminalOrderServiceClient as _qiantai_edge_v1_TerminalOrderServiceClient, TerminalOrderServiceDefinition as _qiantai_edge_v1_TerminalOrderServiceDefinition } from './qiantai/edge/v1/TerminalOrderService.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  qiantai: {
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
    edge: {
      v1: {
        CancelOrderRequest: MessageTypeDefinition<_qiantai_edge_v1_CancelOrderRequest, _qiantai_edge_v1_CancelOrderRequest__Output>
        GetOrderRequest: MessageTypeDefinition<_qiantai_edge_v1_GetOrderRequest, _qiantai_edge_v1_GetOrderRequest__Output>
        ListOrdersReply: MessageTypeDefinition<_qiantai_edge_v1_ListOrdersReply, _qiantai_edge_v1_ListOrdersReply__Output>
        ListOrdersRequest: MessageTypeDefinition<_qiantai_edge_v1_ListOrdersRequest, _qiantai_edge_v1_ListOrdersRequest__Output>
        OfferOrderRequest: MessageTypeDefinition<_qiantai_edge_v1_OfferOrderRequest, _qiantai_edge_v1_OfferOrderRequest__Output>
        PutBackOrderRequest: MessageTypeDefinition<_qiantai_edge_v1_PutBackOrderRequest, _qiantai_edge_v1_PutBackOrderRequest__Output>
        RefuseOrderRequest: MessageTypeDefinition<_qiantai_edge_v1_RefuseOrderRequest, _qiantai_edge_v1_RefuseOrderRequest__Output>
        TakeUpOrderRequest: MessageTypeDefinition<_qiantai_edge_v1_TakeUpOrderRequest, _qiantai_edge_v1_TakeUpOrderRequest__Output>
        TerminalOrderService: SubtypeConstructor<typeof grpc.Client, _qiantai_edge_v1_TerminalOrderServiceClient> & { service: _qiantai_edge_v1_TerminalOrderServiceDefinition }
      }
    }
  }
}

