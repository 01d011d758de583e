import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { FieldMask as _google_protobuf_FieldMask, FieldMask__Output as _google_protobuf_FieldMask__Output } from './google/protobuf/FieldMask.ts';
import type { BalanceCharge as _qiantai_acquiring_v1_BalanceCharge, BalanceCharge__Output as _qiantai_acquiring_v1_BalanceCharge__Output } from './qiantai/acquiring/v1/BalanceCharge.ts';
import type { BalanceChargeStep as _qiantai_acquiring_v1_BalanceChargeStep, BalanceChargeStep__Output as _qiantai_acquiring_v1_BalanceChargeStep__Output } from './qiantai/acquiring/v1/BalanceChargeStep.ts';
import type { GetMemberOperationRequest as _qiantai_acquiring_v1_GetMemberOperationRequest, GetMemberOperationRequest__Output as _qiantai_acquiring_v1_GetMemberOperationRequest__Output } from './qiantai/acquiring/v1/GetMemberOperationRequest.ts';
import type { GetMemberTermsRequest as _qiantai_acquiring_v1_GetMemberTermsRequest, GetMemberTermsRequest__Output as _qiantai_acquiring_v1_GetMemberTermsRequest__Output } from './qiantai/acquiring/v1/GetMemberTermsRequest.ts';
import type { IssuePaymentCodeRequest as _qiantai_acquiring_v1_IssuePaymentCodeRequest, IssuePaymentCodeRequest__Output as _qiantai_acquiring_v1_IssuePaymentCodeRequest__Output } from './qiantai/acquiring/v1/IssuePaymentCodeRequest.ts';
import type { ListBalanceChargesReply as _qiantai_acquiring_v1_ListBalanceChargesReply, ListBalanceChargesReply__Output as _qiantai_acquiring_v1_ListBalanceChargesReply__Output } from './qiantai/acquiring/v1/ListBalanceChargesReply.ts';
import type { ListBalanceChargesRequest as _qiantai_acquiring_v1_ListBalanceChargesRequest, ListBalanceChargesRequest__Output as _qiantai_acquiring_v1_ListBalanceChargesRequest__Output } from './qiantai/acquiring/v1/ListBalanceChargesRequest.ts';
import type { ListMemberCardsReply as _qiantai_acquiring_v1_ListMemberCardsReply, ListMemberCardsReply__Output as _qiantai_acquiring_v1_ListMemberCardsReply__Output } from './qiantai/acquiring/v1/ListMemberCardsReply.ts';
import type { ListMemberCardsRequest as _qiantai_acquiring_v1_ListMemberCardsRequest, ListMemberCardsRequest__Output as _qiantai_acquiring_v1_ListMemberCardsRequest__Output } from './qiantai/acquiring/v1/ListMemberCardsRequest.ts';
import type { ListMemberOperationsReply as _qiantai_acquiring_v1_ListMemberOperationsReply, ListMemberOperationsReply__Output as _qiantai_acquiring_v1_ListMemberOperationsReply__Output } from './qiantai/acquiring/v1/ListMemberOperationsReply.ts';
import type { ListMemberOperationsRequest as _qiantai_acquiring_v1_ListMemberOperationsRequest, ListMemberOperationsRequest__Output as _qiantai_acquiring_v1_ListMemberOperationsRequest__Output } from './qiantai/acquiring/v1/ListMemberOperationsRequest.ts';
import type { MemberCard as _qiantai_acquiring_v1_MemberCard, MemberCard__Output as _qiantai_acquiring_v1_MemberCard__Output } from './qiantai/acquiring/v1/MemberCard.ts';
import type { MemberOperation as _qiantai_acquiring_v1_MemberOperation, MemberOperation__Output as _qiantai_acquiring_v1_MemberOperation__Output } from './qiantai/acquiring/v1/MemberOperation.ts';
import type { MemberOperationDetails as _qiantai_acquiring_v1_MemberOperationDetails, MemberOperationDetails__Output as _qiantai_acquiring_v1_MemberOperationDetails__Output } from './qiantai/acquiring/v1/MemberOperationDetails.ts';
import type { MemberOperationHistory as _qiantai_acquiring_v1_MemberOperationHistory, MemberOperationHistory__Output as _qiantai_acquiring_v1_MemberOperationHistory__Output } from './qiantai/acquiring/v1/MemberOperationHistory.ts';
import type { MemberOperationReview as _qiantai_acquiring_v1_MemberOperationReview, MemberOperationReview__Output as _qiantai_acquiring_v1_MemberOperationReview__Output } from './qiantai/acquiring/v1/MemberOperationReview.ts';
import type { MemberOperationServiceClient as _qiantai_acquiring_v1_MemberOperationServiceClient, MemberOperationServiceDefinition as _qiantai_acquiring_v1_MemberOperationServiceDefinition } from './qiantai/acquiring/v1/MemberOperationService.ts';
import type { MemberOperationStep as _qiantai_acquiring_v1_MemberOperationStep, MemberOperationStep__Output as _qiantai_acquiring_v1_MemberOperationStep__Output } from './qiantai/acquiring/v1/MemberOperationStep.ts';
import type { MemberRechargeRequest as _qiantai_acquiring_v1_MemberRechargeRequest, MemberRechargeRequest__Output as _qiantai_acquiring_v1_MemberRechargeRequest__Output } from './qiantai/acquiring/v1/MemberRechargeRequest.ts';
import type { MemberTerms as _qiantai_acquiring_v1_MemberTerms, MemberTerms__Output as _qiantai_acquiring_v1_MemberTerms__Output } from './qiantai/acquiring/v1/MemberTerms.ts';
import type { MemberTransferRequest as _qiantai_acquiring_v1_MemberTransferRequest, MemberTransferRequest__Output as _qiantai_acquiring_v1_MemberTransferRequest__Output } from './qiantai/acquiring/v1/MemberTransferRequest.ts';
import type { MemberWithdrawRequest as _qiantai_acquiring_v1_MemberWithdrawRequest, MemberWithdrawRequest__Output as _qiantai_acquiring_v1_MemberWithdrawRequest__Output } from './qiantai/acquiring/v1/MemberWithdrawRequest.ts';
import type { PaymentCode as _qiantai_acquiring_v1_PaymentCode, PaymentCode__Output as _qiantai_acquiring_v1_PaymentCode__Output } from './qiantai/acquiring/v1/PaymentCode.ts';
import type { RecoverShortfallReply as _qiantai_acquiring_v1_RecoverShortfallReply, RecoverShortfallReply__Output as _qiantai_acquiring_v1_RecoverShortfallReply__Output } from './qiantai/acquiring/v1/RecoverShortfallReply.ts';
import type { RegisterCardRequest as _qiantai_acquiring_v1_RegisterCardRequest, RegisterCardRequest__Output as _qiantai_acquiring_v1_RegisterCardRequest__Output } from './qiantai/acquiring/v1/RegisterCardRequest.ts';
import type { RemoveMemberCardReply as _qiantai_acquiring_v1_RemoveMemberCardReply, RemoveMemberCardReply__Output as _qiantai_acquiring_v1_RemoveMemberCardReply__Output } from './qiantai/acquiring/v1/RemoveMemberCardReply.ts';
import type { RemoveMemberCardRequest as _qiantai_acquiring_v1_RemoveMemberCardRequest, RemoveMemberCardRequest__Output as _qiantai_acquiring_v1_RemoveMemberCardRequest__Output } from './qiantai/acquiring/v1/RemoveMemberCardRequest.ts';
import type { ReviewWithdrawalRequest as _qiantai_acquiring_v1_ReviewWithdrawalRequest, ReviewWithdrawalRequest__Output as _qiantai_acquiring_v1_ReviewWithdrawalRequest__Output } from './qiantai/acquiring/v1/ReviewWithdrawalRequest.ts';
import type { SetMemberTermsRequest as _qiantai_acquiring_v1_SetMemberTermsRequest, SetMemberTermsRequest__Output as _qiantai_acquiring_v1_SetMemberTermsRequest__Output } from './qiantai/acquiring/v1/SetMemberTermsRequest.ts';
import type { CardData as _qiantai_common_v1_CardData, CardData__Output as _qiantai_common_v1_CardData__Output } from './qiantai/common/v1/CardData.ts';
import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from './qiantai/common/v1/Money.ts';
import type { Payment as _qiantai_common_v1_Payment, Payment__Output as _qiantai_common_v1_Payment__Output } from './qiantai/common/v1/Payment.ts';
import type { Refund as _qiantai_common_v1_Refund, Refund__Output as _qiantai_common_v1_Refund__Output } from './qiantai/common/v1/Refund.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  google: {
    protobuf: {
      FieldMask: MessageTypeDefinition<_google_protobuf_FieldMask, _google_protobuf_FieldMask__Output>
    }
  }
  qiantai: {
    acquiring: {
      v1: {
        BalanceCharge: MessageTypeDefinition<_qiantai_acquiring_v1_BalanceCharge, _qiantai_acquiring_v1_BalanceCharge__Output>
        BalanceChargeStep: MessageTypeDefinition<_qiantai_acquiring_v1_BalanceChargeStep, _qiantai_acquiring_v1_BalanceChargeStep__Output>
        GetMemberOperationRequest: MessageTypeDefinition<_qiantai_acquiring_v1_GetMemberOperationRequest, _qiantai_acquiring_v1_GetMemberOperationRequest__Output>
        GetMemberTermsRequest: MessageTypeDefinition<_qiantai_acquiring_v1_GetMemberTermsRequest, _qiantai_acquiring_v1_GetMemberTermsRequest__Output>
        IssuePaymentCodeRequest: MessageTypeDefinition<_qiantai_acquiring_v1_IssuePaymentCodeRequest, _qiantai_acquiring_v1_IssuePaymentCodeRequest__Output>
        ListBalanceChargesReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListBalanceChargesReply, _qiantai_acquiring_v1_ListBalanceChargesReply__Output>
        ListBalanceChargesRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListBalanceChargesRequest, _qiantai_acquiring_v1_ListBalanceChargesRequest__Output>
        ListMemberCardsReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListMemberCardsReply, _qiantai_acquiring_v1_ListMemberCardsReply__Output>
        ListMemberCardsRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListMemberCardsRequest, _qiantai_acquiring_v1_ListMemberCardsRequest__Output>
        ListMemberOperationsReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListMemberOperationsReply, _qiantai_acquiring_v1_ListMemberOperationsReply__Output>
        ListMemberOperationsRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListMemberOperationsRequest, _qiantai_acquiring_v1_ListMemberOperationsRequest__Output>
        MemberCard: MessageTypeDefinition<_qiantai_acquiring_v1_MemberCard, _qiantai_acquiring_v1_MemberCard__Output>
        MemberOperation: MessageTypeDefinition<_qiantai_acquiring_v1_MemberOperation, _qiantai_acquiring_v1_MemberOperation__Output>
        MemberOperationDetails: MessageTypeDefinition<_qiantai_acquiring_v1_MemberOperationDetails, _qiantai_acquiring_v1_MemberOperationDetails__Output>
        MemberOperationHistory: MessageTypeDefinition<_qiantai_acquiring_v1_MemberOperationHistory, _qiantai_acquiring_v1_MemberOperationHistory__Output>
        MemberOperationReview: MessageTypeDefinition<_qiantai_acquiring_v1_MemberOperationReview, _qiantai_acquiring_v1_MemberOperationReview__Output>
        MemberOperationService: SubtypeConstructor<typeof grpc.Client, _qiantai_acquiring_v1_MemberOperationServiceClient> & { service: _qiantai_acquiring_v1_MemberOperationServiceDefinition }
        MemberOperationStep: MessageTypeDefinition<_qiantai_acquiring_v1_MemberOperationStep, _qiantai_acquiring_v1_MemberOperationStep__Output>
        MemberRechargeRequest: MessageTypeDefinition<_qiantai_acquiring_v1_MemberRechargeRequest, _qiantai_acquiring_v1_MemberRechargeRequest__Output>
        MemberTerms: MessageTypeDefinition<_qiantai_acquiring_v1_MemberTerms, _qiantai_acquiring_v1_MemberTerms__Output>
        MemberTransferRequest: MessageTypeDefinition<_qiantai_acquiring_v1_MemberTransferRequest, _qiantai_acquiring_v1_MemberTransferRequest__Output>
        MemberWithdrawRequest: MessageTypeDefinition<_qiantai_acquiring_v1_MemberWithdrawRequest, _qiantai_acquiring_v1_MemberWithdrawRequest__Output>
        PaymentCode: MessageTypeDefinition<_qiantai_acquiring_v1_PaymentCode, _qiantai_acquiring_v1_PaymentCode__Output>
        RecoverShortfallReply: MessageTypeDefinition<_qiantai_acquiring_v1_RecoverShortfallReply, _qiantai_acquiring_v1_RecoverShortfallReply__Output>
        RegisterCardRequest: MessageTypeDefinition<_qiantai_acquiring_v1_RegisterCardRequest, _qiantai_acquiring_v1_RegisterCardRequest__Output>
        RemoveMemberCardReply: MessageTypeDefinition<_qiantai_acquiring_v1_RemoveMemberCardReply, _qiantai_acquiring_v1_RemoveMemberCardReply__Output>
        RemoveMemberCardRequest: MessageTypeDefinition<_qiantai_acquiring_v1_RemoveMemberCardRequest, _qiantai_acquiring_v1_RemoveMemberCardRequest__Output>
        ReviewWithdrawalRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ReviewWithdrawalRequest, _qiantai_acquiring_v1_ReviewWithdrawalRequest__Output>
        SetMemberTermsRequest: MessageTypeDefinition<_qiantai_acquiring_v1_SetMemberTermsRequest, _qiantai_acquiring_v1_SetMemberTermsRequest__Output>
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

