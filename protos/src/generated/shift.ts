import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { CardData as _qiantai_common_v1_CardData, CardData__Output as _qiantai_common_v1_CardData__Output } from './qiantai/common/v1/CardData.ts';
import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from './qiantai/common/v1/Money.ts';
import type { Payment as _qiantai_common_v1_Payment, Payment__Output as _qiantai_common_v1_Payment__Output } from './qiantai/common/v1/Payment.ts';
import type { Refund as _qiantai_common_v1_Refund, Refund__Output as _qiantai_common_v1_Refund__Output } from './qiantai/common/v1/Refund.ts';
import type { Approval as _qiantai_edge_v1_Approval, Approval__Output as _qiantai_edge_v1_Approval__Output } from './qiantai/edge/v1/Approval.ts';
import type { BeginClosingRequest as _qiantai_edge_v1_BeginClosingRequest, BeginClosingRequest__Output as _qiantai_edge_v1_BeginClosingRequest__Output } from './qiantai/edge/v1/BeginClosingRequest.ts';
import type { CardBatchReport as _qiantai_edge_v1_CardBatchReport, CardBatchReport__Output as _qiantai_edge_v1_CardBatchReport__Output } from './qiantai/edge/v1/CardBatchReport.ts';
import type { CardDifference as _qiantai_edge_v1_CardDifference, CardDifference__Output as _qiantai_edge_v1_CardDifference__Output } from './qiantai/edge/v1/CardDifference.ts';
import type { CardSettlement as _qiantai_edge_v1_CardSettlement, CardSettlement__Output as _qiantai_edge_v1_CardSettlement__Output } from './qiantai/edge/v1/CardSettlement.ts';
import type { CardSums as _qiantai_edge_v1_CardSums, CardSums__Output as _qiantai_edge_v1_CardSums__Output } from './qiantai/edge/v1/CardSums.ts';
import type { CloseShiftRequest as _qiantai_edge_v1_CloseShiftRequest, CloseShiftRequest__Output as _qiantai_edge_v1_CloseShiftRequest__Output } from './qiantai/edge/v1/CloseShiftRequest.ts';
import type { DenominationCount as _qiantai_edge_v1_DenominationCount, DenominationCount__Output as _qiantai_edge_v1_DenominationCount__Output } from './qiantai/edge/v1/DenominationCount.ts';
import type { GetCardBatchRequest as _qiantai_edge_v1_GetCardBatchRequest, GetCardBatchRequest__Output as _qiantai_edge_v1_GetCardBatchRequest__Output } from './qiantai/edge/v1/GetCardBatchRequest.ts';
import type { GetShiftRequest as _qiantai_edge_v1_GetShiftRequest, GetShiftRequest__Output as _qiantai_edge_v1_GetShiftRequest__Output } from './qiantai/edge/v1/GetShiftRequest.ts';
import type { HandOverShiftRequest as _qiantai_edge_v1_HandOverShiftRequest, HandOverShiftRequest__Output as _qiantai_edge_v1_HandOverShiftRequest__Output } from './qiantai/edge/v1/HandOverShiftRequest.ts';
import type { ListShiftsReply as _qiantai_edge_v1_ListShiftsReply, ListShiftsReply__Output as _qiantai_edge_v1_ListShiftsReply__Output } from './qiantai/edge/v1/ListShiftsReply.ts';
import type { ListShiftsRequest as _qiantai_edge_v1_ListShiftsRequest, ListShiftsRequest__Output as _qiantai_edge_v1_ListShiftsRequest__Output } from './qiantai/edge/v1/ListShiftsRequest.ts';
import type { MoveCashRequest as _qiantai_edge_v1_MoveCashRequest, MoveCashRequest__Output as _qiantai_edge_v1_MoveCashRequest__Output } from './qiantai/edge/v1/MoveCashRequest.ts';
import type { OpenShiftRequest as _qiantai_edge_v1_OpenShiftRequest, OpenShiftRequest__Output as _qiantai_edge_v1_OpenShiftRequest__Output } from './qiantai/edge/v1/OpenShiftRequest.ts';
import type { SettleCardsRequest as _qiantai_edge_v1_SettleCardsRequest, SettleCardsRequest__Output as _qiantai_edge_v1_SettleCardsRequest__Output } from './qiantai/edge/v1/SettleCardsRequest.ts';
import type { SettledCardBatch as _qiantai_edge_v1_SettledCardBatch, SettledCardBatch__Output as _qiantai_edge_v1_SettledCardBatch__Output } from './qiantai/edge/v1/SettledCardBatch.ts';
import type { ShiftReport as _qiantai_edge_v1_ShiftReport, ShiftReport__Output as _qiantai_edge_v1_ShiftReport__Output } from './qiantai/edge/v1/ShiftReport.ts';
import type { ShiftServiceClient as _qiantai_edge_v1_ShiftServiceClient, ShiftServiceDefinition as _qiantai_edge_v1_ShiftServiceDefinition } from './qiantai/edge/v1/ShiftService.ts';
import type { TenderSum as _qiantai_edge_v1_TenderSum, TenderSum__Output as _qiantai_edge_v1_TenderSum__Output } from './qiantai/edge/v1/TenderSum.ts';

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
      }
    }
    edge: {
      v1: {
        Approval: MessageTypeDefinition<_qiantai_edge_v1_Approval, _qiantai_edge_v1_Approval__Output>
        BeginClosingRequest: MessageTypeDefinition<_qiantai_edge_v1_BeginClosingRequest, _qiantai_edge_v1_BeginClosingRequest__Output>
        CardBatchReport: MessageTypeDefinition<_qiantai_edge_v1_CardBatchReport, _qiantai_edge_v1_CardBatchReport__Output>
        CardDifference: MessageTypeDefinition<_qiantai_edge_v1_CardDifference, _qiantai_edge_v1_CardDifference__Output>
        CardSettlement: MessageTypeDefinition<_qiantai_edge_v1_CardSettlement, _qiantai_edge_v1_CardSettlement__Output>
        CardSettlementState: EnumTypeDefinition
        CardSums: MessageTypeDefinition<_qiantai_edge_v1_CardSums, _qiantai_edge_v1_CardSums__Output>
        CashDirection: EnumTypeDefinition
        CashReason: EnumTypeDefinition
        CloseShiftRequest: MessageTypeDefinition<_qiantai_edge_v1_CloseShiftRequest, _qiantai_edge_v1_CloseShiftRequest__Output>
        DenominationCount: MessageTypeDefinition<_qiantai_edge_v1_DenominationCount, _qiantai_edge_v1_DenominationCount__Output>
        GetCardBatchRequest: MessageTypeDefinition<_qiantai_edge_v1_GetCardBatchRequest, _qiantai_edge_v1_GetCardBatchRequest__Output>
        GetShiftRequest: MessageTypeDefinition<_qiantai_edge_v1_GetShiftRequest, _qiantai_edge_v1_GetShiftRequest__Output>
        HandOverShiftRequest: MessageTypeDefinition<_qiantai_edge_v1_HandOverShiftRequest, _qiantai_edge_v1_HandOverShiftRequest__Output>
        ListShiftsReply: MessageTypeDefinition<_qiantai_edge_v1_ListShiftsReply, _qiantai_edge_v1_ListShiftsReply__Output>
        ListShiftsRequest: MessageTypeDefinition<_qiantai_edge_v1_ListShiftsRequest, _qiantai_edge_v1_ListShiftsRequest__Output>
        MoveCashRequest: MessageTypeDefinition<_qiantai_edge_v1_MoveCashRequest, _qiantai_edge_v1_MoveCashRequest__Output>
        OpenShiftRequest: MessageTypeDefinition<_qiantai_edge_v1_OpenShiftRequest, _qiantai_edge_v1_OpenShiftRequest__Output>
        SettleCardsRequest: MessageTypeDefinition<_qiantai_edge_v1_SettleCardsRequest, _qiantai_edge_v1_SettleCardsRequest__Output>
        SettledCardBatch: MessageTypeDefinition<_qiantai_edge_v1_SettledCardBatch, _qiantai_edge_v1_SettledCardBatch__Output>
        ShiftReport: MessageTypeDefinition<_qiantai_edge_v1_ShiftReport, _qiantai_edge_v1_ShiftReport__Output>
        ShiftService: SubtypeConstructor<typeof grpc.Client, _qiantai_edge_v1_ShiftServiceClient> & { service: _qiantai_edge_v1_ShiftServiceDefinition }
        ShiftStatus: EnumTypeDefinition
        TenderSum: MessageTypeDefinition<_qiantai_edge_v1_TenderSum, _qiantai_edge_v1_TenderSum__Output>
      }
    }
  }
}

