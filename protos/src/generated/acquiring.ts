import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { AcquiringServiceClient as _qiantai_acquiring_v1_AcquiringServiceClient, AcquiringServiceDefinition as _qiantai_acquiring_v1_AcquiringServiceDefinition } from './qiantai/acquiring/v1/AcquiringService.ts';
import type { AppendJournalReply as _qiantai_acquiring_v1_AppendJournalReply, AppendJournalReply__Output as _qiantai_acquiring_v1_AppendJournalReply__Output } from './qiantai/acquiring/v1/AppendJournalReply.ts';
import type { AppendJournalRequest as _qiantai_acquiring_v1_AppendJournalRequest, AppendJournalRequest__Output as _qiantai_acquiring_v1_AppendJournalRequest__Output } from './qiantai/acquiring/v1/AppendJournalRequest.ts';
import type { CancelPaymentRequest as _qiantai_acquiring_v1_CancelPaymentRequest, CancelPaymentRequest__Output as _qiantai_acquiring_v1_CancelPaymentRequest__Output } from './qiantai/acquiring/v1/CancelPaymentRequest.ts';
import type { CardBatch as _qiantai_acquiring_v1_CardBatch, CardBatch__Output as _qiantai_acquiring_v1_CardBatch__Output } from './qiantai/acquiring/v1/CardBatch.ts';
import type { CardBatchEntry as _qiantai_acquiring_v1_CardBatchEntry, CardBatchEntry__Output as _qiantai_acquiring_v1_CardBatchEntry__Output } from './qiantai/acquiring/v1/CardBatchEntry.ts';
import type { EchoMessage as _qiantai_acquiring_v1_EchoMessage, EchoMessage__Output as _qiantai_acquiring_v1_EchoMessage__Output } from './qiantai/acquiring/v1/EchoMessage.ts';
import type { EchoServiceClient as _qiantai_acquiring_v1_EchoServiceClient, EchoServiceDefinition as _qiantai_acquiring_v1_EchoServiceDefinition } from './qiantai/acquiring/v1/EchoService.ts';
import type { EdgeSyncServiceClient as _qiantai_acquiring_v1_EdgeSyncServiceClient, EdgeSyncServiceDefinition as _qiantai_acquiring_v1_EdgeSyncServiceDefinition } from './qiantai/acquiring/v1/EdgeSyncService.ts';
import type { EnrolReply as _qiantai_acquiring_v1_EnrolReply, EnrolReply__Output as _qiantai_acquiring_v1_EnrolReply__Output } from './qiantai/acquiring/v1/EnrolReply.ts';
import type { EnrolRequest as _qiantai_acquiring_v1_EnrolRequest, EnrolRequest__Output as _qiantai_acquiring_v1_EnrolRequest__Output } from './qiantai/acquiring/v1/EnrolRequest.ts';
import type { EnrolmentServiceClient as _qiantai_acquiring_v1_EnrolmentServiceClient, EnrolmentServiceDefinition as _qiantai_acquiring_v1_EnrolmentServiceDefinition } from './qiantai/acquiring/v1/EnrolmentService.ts';
import type { FindPaymentReply as _qiantai_acquiring_v1_FindPaymentReply, FindPaymentReply__Output as _qiantai_acquiring_v1_FindPaymentReply__Output } from './qiantai/acquiring/v1/FindPaymentReply.ts';
import type { FindPaymentRequest as _qiantai_acquiring_v1_FindPaymentRequest, FindPaymentRequest__Output as _qiantai_acquiring_v1_FindPaymentRequest__Output } from './qiantai/acquiring/v1/FindPaymentRequest.ts';
import type { FindSaleReply as _qiantai_acquiring_v1_FindSaleReply, FindSaleReply__Output as _qiantai_acquiring_v1_FindSaleReply__Output } from './qiantai/acquiring/v1/FindSaleReply.ts';
import type { FindSaleRequest as _qiantai_acquiring_v1_FindSaleRequest, FindSaleRequest__Output as _qiantai_acquiring_v1_FindSaleRequest__Output } from './qiantai/acquiring/v1/FindSaleRequest.ts';
import type { GetPaymentRequest as _qiantai_acquiring_v1_GetPaymentRequest, GetPaymentRequest__Output as _qiantai_acquiring_v1_GetPaymentRequest__Output } from './qiantai/acquiring/v1/GetPaymentRequest.ts';
import type { GetRefundRequest as _qiantai_acquiring_v1_GetRefundRequest, GetRefundRequest__Output as _qiantai_acquiring_v1_GetRefundRequest__Output } from './qiantai/acquiring/v1/GetRefundRequest.ts';
import type { JournalEntry as _qiantai_acquiring_v1_JournalEntry, JournalEntry__Output as _qiantai_acquiring_v1_JournalEntry__Output } from './qiantai/acquiring/v1/JournalEntry.ts';
import type { JournalEntryResult as _qiantai_acquiring_v1_JournalEntryResult, JournalEntryResult__Output as _qiantai_acquiring_v1_JournalEntryResult__Output } from './qiantai/acquiring/v1/JournalEntryResult.ts';
import type { JournalHead as _qiantai_acquiring_v1_JournalHead, JournalHead__Output as _qiantai_acquiring_v1_JournalHead__Output } from './qiantai/acquiring/v1/JournalHead.ts';
import type { JournalSigner as _qiantai_acquiring_v1_JournalSigner, JournalSigner__Output as _qiantai_acquiring_v1_JournalSigner__Output } from './qiantai/acquiring/v1/JournalSigner.ts';
import type { OfflineTaking as _qiantai_acquiring_v1_OfflineTaking, OfflineTaking__Output as _qiantai_acquiring_v1_OfflineTaking__Output } from './qiantai/acquiring/v1/OfflineTaking.ts';
import type { PayRequest as _qiantai_acquiring_v1_PayRequest, PayRequest__Output as _qiantai_acquiring_v1_PayRequest__Output } from './qiantai/acquiring/v1/PayRequest.ts';
import type { ProbeReply as _qiantai_acquiring_v1_ProbeReply, ProbeReply__Output as _qiantai_acquiring_v1_ProbeReply__Output } from './qiantai/acquiring/v1/ProbeReply.ts';
import type { ProbeRequest as _qiantai_acquiring_v1_ProbeRequest, ProbeRequest__Output as _qiantai_acquiring_v1_ProbeRequest__Output } from './qiantai/acquiring/v1/ProbeRequest.ts';
import type { PullSettingsReply as _qiantai_acquiring_v1_PullSettingsReply, PullSettingsReply__Output as _qiantai_acquiring_v1_PullSettingsReply__Output } from './qiantai/acquiring/v1/PullSettingsReply.ts';
import type { PullSettingsRequest as _qiantai_acquiring_v1_PullSettingsRequest, PullSettingsRequest__Output as _qiantai_acquiring_v1_PullSettingsRequest__Output } from './qiantai/acquiring/v1/PullSettingsRequest.ts';
import type { ReadJournalReply as _qiantai_acquiring_v1_ReadJournalReply, ReadJournalReply__Output as _qiantai_acquiring_v1_ReadJournalReply__Output } from './qiantai/acquiring/v1/ReadJournalReply.ts';
import type { ReadJournalRequest as _qiantai_acquiring_v1_ReadJournalRequest, ReadJournalRequest__Output as _qiantai_acquiring_v1_ReadJournalRequest__Output } from './qiantai/acquiring/v1/ReadJournalRequest.ts';
import type { RecordCashRequest as _qiantai_acquiring_v1_RecordCashRequest, RecordCashRequest__Output as _qiantai_acquiring_v1_RecordCashRequest__Output } from './qiantai/acquiring/v1/RecordCashRequest.ts';
import type { RecoverCertificateRequest as _qiantai_acquiring_v1_RecoverCertificateRequest, RecoverCertificateRequest__Output as _qiantai_acquiring_v1_RecoverCertificateRequest__Output } from './qiantai/acquiring/v1/RecoverCertificateRequest.ts';
import type { RefundRequest as _qiantai_acquiring_v1_RefundRequest, RefundRequest__Output as _qiantai_acquiring_v1_RefundRequest__Output } from './qiantai/acquiring/v1/RefundRequest.ts';
import type { SettingChange as _qiantai_acquiring_v1_SettingChange, SettingChange__Output as _qiantai_acquiring_v1_SettingChange__Output } from './qiantai/acquiring/v1/SettingChange.ts';
import type { SettleCardsReply as _qiantai_acquiring_v1_SettleCardsReply, SettleCardsReply__Output as _qiantai_acquiring_v1_SettleCardsReply__Output } from './qiantai/acquiring/v1/SettleCardsReply.ts';
import type { SettleCardsRequest as _qiantai_acquiring_v1_SettleCardsRequest, SettleCardsRequest__Output as _qiantai_acquiring_v1_SettleCardsRequest__Output } from './qiantai/acquiring/v1/SettleCardsRequest.ts';
import type { TakeOverReply as _qiantai_acquiring_v1_TakeOverReply, TakeOverReply__Output as _qiantai_acquiring_v1_TakeOverReply__Output } from './qiantai/acquiring/v1/TakeOverReply.ts';
import type { TakeOverRequest as _qiantai_acquiring_v1_TakeOverRequest, TakeOverRequest__Output as _qiantai_acquiring_v1_TakeOverRequest__Output } from './qiantai/acquiring/v1/TakeOverRequest.ts';
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
        AcquiringService: SubtypeConstructor<typeof grpc.Client, _qiantai_acquiring_v1_AcquiringServiceClient> & { service: _qiantai_acquiring_v1_AcquiringServiceDefinition }
        AppendJournalReply: MessageTypeDefinition<_qiantai_acquiring_v1_AppendJournalReply, _qiantai_acquiring_v1_AppendJournalReply__Output>
        AppendJournalRequest: MessageTypeDefinition<_qiantai_acquiring_v1_AppendJournalRequest, _qiantai_acquiring_v1_AppendJournalRequest__Output>
        CancelPaymentRequest: MessageTypeDefinition<_qiantai_acquiring_v1_CancelPaymentRequest, _qiantai_acquiring_v1_CancelPaymentRequest__Output>
        CardBatch: MessageTypeDefinition<_qiantai_acquiring_v1_CardBatch, _qiantai_acquiring_v1_CardBatch__Output>
        CardBatchEntry: MessageTypeDefinition<_qiantai_acquiring_v1_CardBatchEntry, _qiantai_acquiring_v1_CardBatchEntry__Output>
        CardBatchStatus: EnumTypeDefinition
        EchoMessage: MessageTypeDefinition<_qiantai_acquiring_v1_EchoMessage, _qiantai_acquiring_v1_EchoMessage__Output>
        EchoService: SubtypeConstructor<typeof grpc.Client, _qiantai_acquiring_v1_EchoServiceClient> & { service: _qiantai_acquiring_v1_EchoServiceDefinition }
        EdgeSyncService: SubtypeConstructor<typeof grpc.Client, _qiantai_acquiring_v1_EdgeSyncServiceClient> & { service: _qiantai_acquiring_v1_EdgeSyncServiceDefinition }
        EnrolReply: MessageTypeDefinition<_qiantai_acquiring_v1_EnrolReply, _qiantai_acquiring_v1_EnrolReply__Output>
        EnrolRequest: MessageTypeDefinition<_qiantai_acquiring_v1_EnrolRequest, _qiantai_acquiring_v1_EnrolRequest__Output>
        EnrolmentService: SubtypeConstructor<typeof grpc.Client, _qiantai_acquiring_v1_EnrolmentServiceClient> & { service: _qiantai_acquiring_v1_EnrolmentServiceDefinition }
        FindPaymentReply: MessageTypeDefinition<_qiantai_acquiring_v1_FindPaymentReply, _qiantai_acquiring_v1_FindPaymentReply__Output>
        FindPaymentRequest: MessageTypeDefinition<_qiantai_acquiring_v1_FindPaymentRequest, _qiantai_acquiring_v1_FindPaymentRequest__Output>
        FindSaleReply: MessageTypeDefinition<_qiantai_acquiring_v1_FindSaleReply, _qiantai_acquiring_v1_FindSaleReply__Output>
        FindSaleRequest: MessageTypeDefinition<_qiantai_acquiring_v1_FindSaleRequest, _qiantai_acquiring_v1_FindSaleRequest__Output>
        GetPaymentRequest: MessageTypeDefinition<_qiantai_acquiring_v1_GetPaymentRequest, _qiantai_acquiring_v1_GetPaymentRequest__Output>
        GetRefundRequest: MessageTypeDefinition<_qiantai_acquiring_v1_GetRefundRequest, _qiantai_acquiring_v1_GetRefundRequest__Output>
        JournalEntry: MessageTypeDefinition<_qiantai_acquiring_v1_JournalEntry, _qiantai_acquiring_v1_JournalEntry__Output>
        JournalEntryResult: MessageTypeDefinition<_qiantai_acquiring_v1_JournalEntryResult, _qiantai_acquiring_v1_JournalEntryResult__Output>
        JournalHead: MessageTypeDefinition<_qiantai_acquiring_v1_JournalHead, _qiantai_acquiring_v1_JournalHead__Output>
        JournalSigner: MessageTypeDefinition<_qiantai_acquiring_v1_JournalSigner, _qiantai_acquiring_v1_JournalSigner__Output>
        OfflineTaking: MessageTypeDefinition<_qiantai_acquiring_v1_OfflineTaking, _qiantai_acquiring_v1_OfflineTaking__Output>
        PayRequest: MessageTypeDefinition<_qiantai_acquiring_v1_PayRequest, _qiantai_acquiring_v1_PayRequest__Output>
        ProbeReply: MessageTypeDefinition<_qiantai_acquiring_v1_ProbeReply, _qiantai_acquiring_v1_ProbeReply__Output>
        ProbeRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ProbeRequest, _qiantai_acquiring_v1_ProbeRequest__Output>
        PullSettingsReply: MessageTypeDefinition<_qiantai_acquiring_v1_PullSettingsReply, _qiantai_acquiring_v1_PullSettingsReply__Output>
        PullSettingsRequest: MessageTypeDefinition<_qiantai_acquiring_v1_PullSettingsRequest, _qiantai_acquiring_v1_PullSettingsRequest__Output>
        ReadJournalReply: MessageTypeDefinition<_qiantai_acquiring_v1_ReadJournalReply, _qiantai_acquiring_v1_ReadJournalReply__Output>
        ReadJournalRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ReadJournalRequest, _qiantai_acquiring_v1_ReadJournalRequest__Output>
        RecordCashRequest: MessageTypeDefinition<_qiantai_acquiring_v1_RecordCashRequest, _qiantai_acquiring_v1_RecordCashRequest__Output>
        RecoverCertificateRequest: MessageTypeDefinition<_qiantai_acquiring_v1_RecoverCertificateRequest, _qiantai_acquiring_v1_RecoverCertificateRequest__Output>
        RefundRequest: MessageTypeDefinition<_qiantai_acquiring_v1_RefundRequest, _qiantai_acquiring_v1_RefundRequest__Output>
        SettingChange: MessageTypeDefinition<_qiantai_acquiring_v1_SettingChange, _qiantai_acquiring_v1_SettingChange__Output>
        SettleCardsReply: MessageTypeDefinition<_qiantai_acquiring_v1_SettleCardsReply, _qiantai_acquiring_v1_SettleCardsReply__Output>
        SettleCardsRequest: MessageTypeDefinition<_qiantai_acquiring_v1_SettleCardsRequest, _qiantai_acquiring_v1_SettleCardsRequest__Output>
        TakeOverReply: MessageTypeDefinition<_qiantai_acquiring_v1_TakeOverReply, _qiantai_acquiring_v1_TakeOverReply__Output>
        TakeOverRequest: MessageTypeDefinition<_qiantai_acquiring_v1_TakeOverRequest, _qiantai_acquiring_v1_TakeOverRequest__Output>
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

