import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { ListOfflineCardsReply as _qiantai_acquiring_v1_ListOfflineCardsReply, ListOfflineCardsReply__Output as _qiantai_acquiring_v1_ListOfflineCardsReply__Output } from './qiantai/acquiring/v1/ListOfflineCardsReply.ts';
import type { ListOfflineCardsRequest as _qiantai_acquiring_v1_ListOfflineCardsRequest, ListOfflineCardsRequest__Output as _qiantai_acquiring_v1_ListOfflineCardsRequest__Output } from './qiantai/acquiring/v1/ListOfflineCardsRequest.ts';
import type { OfflineCard as _qiantai_acquiring_v1_OfflineCard, OfflineCard__Output as _qiantai_acquiring_v1_OfflineCard__Output } from './qiantai/acquiring/v1/OfflineCard.ts';
import type { OfflineCardDetails as _qiantai_acquiring_v1_OfflineCardDetails, OfflineCardDetails__Output as _qiantai_acquiring_v1_OfflineCardDetails__Output } from './qiantai/acquiring/v1/OfflineCardDetails.ts';
import type { OfflineCardRef as _qiantai_acquiring_v1_OfflineCardRef, OfflineCardRef__Output as _qiantai_acquiring_v1_OfflineCardRef__Output } from './qiantai/acquiring/v1/OfflineCardRef.ts';
import type { OfflineCardServiceClient as _qiantai_acquiring_v1_OfflineCardServiceClient, OfflineCardServiceDefinition as _qiantai_acquiring_v1_OfflineCardServiceDefinition } from './qiantai/acquiring/v1/OfflineCardService.ts';
import type { OfflineCardStep as _qiantai_acquiring_v1_OfflineCardStep, OfflineCardStep__Output as _qiantai_acquiring_v1_OfflineCardStep__Output } from './qiantai/acquiring/v1/OfflineCardStep.ts';
import type { OfflineCardWork as _qiantai_acquiring_v1_OfflineCardWork, OfflineCardWork__Output as _qiantai_acquiring_v1_OfflineCardWork__Output } from './qiantai/acquiring/v1/OfflineCardWork.ts';
import type { OfflineRisk as _qiantai_acquiring_v1_OfflineRisk, OfflineRisk__Output as _qiantai_acquiring_v1_OfflineRisk__Output } from './qiantai/acquiring/v1/OfflineRisk.ts';
import type { RecordOfflineRiskRequest as _qiantai_acquiring_v1_RecordOfflineRiskRequest, RecordOfflineRiskRequest__Output as _qiantai_acquiring_v1_RecordOfflineRiskRequest__Output } from './qiantai/acquiring/v1/RecordOfflineRiskRequest.ts';
import type { RecoverOfflineCardRequest as _qiantai_acquiring_v1_RecoverOfflineCardRequest, RecoverOfflineCardRequest__Output as _qiantai_acquiring_v1_RecoverOfflineCardRequest__Output } from './qiantai/acquiring/v1/RecoverOfflineCardRequest.ts';
import type { CardData as _qiantai_common_v1_CardData, CardData__Output as _qiantai_common_v1_CardData__Output } from './qiantai/common/v1/CardData.ts';
import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from './qiantai/common/v1/Money.ts';
import type { Payment as _qiantai_common_v1_Payment, Payment__Output as _qiantai_common_v1_Payment__Output } from './qiantai/common/v1/Payment.ts';
import type { Refund as _qiantai_common_v1_Refund, Refund__Output as _qiantai_common_v1_Refund__Output } from './qiantai/common/v1/Refund.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  qiantai: {
    acquiring: {
      v1: {
        ListOfflineCardsReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListOfflineCardsReply, _qiantai_acquiring_v1_ListOfflineCardsReply__Output>
        ListOfflineCardsRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListOfflineCardsRequest, _qiantai_acquiring_v1_ListOfflineCardsRequest__Output>
        OfflineCard: MessageTypeDefinition<_qiantai_acquiring_v1_OfflineCard, _qiantai_acquiring_v1_OfflineCard__Output>
        OfflineCardDetails: MessageTypeDefinition<_qiantai_acquiring_v1_OfflineCardDetails, _qiantai_acquiring_v1_OfflineCardDetails__Output>
        OfflineCardRef: MessageTypeDefinition<_qiantai_acquiring_v1_OfflineCardRef, _qiantai_acquiring_v1_OfflineCardRef__Output>
        OfflineCardService: SubtypeConstructor<typeof grpc.Client, _qiantai_acquiring_v1_OfflineCardServiceClient> & { service: _qiantai_acquiring_v1_OfflineCardServiceDefinition }
        OfflineCardStep: MessageTypeDefinition<_qiantai_acquiring_v1_OfflineCardStep, _qiantai_acquiring_v1_OfflineCardStep__Output>
        OfflineCardWork: MessageTypeDefinition<_qiantai_acquiring_v1_OfflineCardWork, _qiantai_acquiring_v1_OfflineCardWork__Output>
        OfflineRisk: MessageTypeDefinition<_qiantai_acquiring_v1_OfflineRisk, _qiantai_acquiring_v1_OfflineRisk__Output>
        RecordOfflineRiskRequest: MessageTypeDefinition<_qiantai_acquiring_v1_RecordOfflineRiskRequest, _qiantai_acquiring_v1_RecordOfflineRiskRequest__Output>
        RecoverOfflineCardRequest: MessageTypeDefinition<_qiantai_acquiring_v1_RecoverOfflineCardRequest, _qiantai_acquiring_v1_RecoverOfflineCardRequest__Output>
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
      }
    }
  }
}

