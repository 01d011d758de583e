import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { AccountPosition as _qiantai_acquiring_v1_AccountPosition, AccountPosition__Output as _qiantai_acquiring_v1_AccountPosition__Output } from './qiantai/acquiring/v1/AccountPosition.ts';
import type { BankAccount as _qiantai_acquiring_v1_BankAccount, BankAccount__Output as _qiantai_acquiring_v1_BankAccount__Output } from './qiantai/acquiring/v1/BankAccount.ts';
import type { BankInstruction as _qiantai_acquiring_v1_BankInstruction, BankInstruction__Output as _qiantai_acquiring_v1_BankInstruction__Output } from './qiantai/acquiring/v1/BankInstruction.ts';
import type { BankPayee as _qiantai_acquiring_v1_BankPayee, BankPayee__Output as _qiantai_acquiring_v1_BankPayee__Output } from './qiantai/acquiring/v1/BankPayee.ts';
import type { ClearSuspenseRequest as _qiantai_acquiring_v1_ClearSuspenseRequest, ClearSuspenseRequest__Output as _qiantai_acquiring_v1_ClearSuspenseRequest__Output } from './qiantai/acquiring/v1/ClearSuspenseRequest.ts';
import type { CorporateHours as _qiantai_acquiring_v1_CorporateHours, CorporateHours__Output as _qiantai_acquiring_v1_CorporateHours__Output } from './qiantai/acquiring/v1/CorporateHours.ts';
import type { CreateBankAccountRequest as _qiantai_acquiring_v1_CreateBankAccountRequest, CreateBankAccountRequest__Output as _qiantai_acquiring_v1_CreateBankAccountRequest__Output } from './qiantai/acquiring/v1/CreateBankAccountRequest.ts';
import type { CustodyException as _qiantai_acquiring_v1_CustodyException, CustodyException__Output as _qiantai_acquiring_v1_CustodyException__Output } from './qiantai/acquiring/v1/CustodyException.ts';
import type { CustodyPosition as _qiantai_acquiring_v1_CustodyPosition, CustodyPosition__Output as _qiantai_acquiring_v1_CustodyPosition__Output } from './qiantai/acquiring/v1/CustodyPosition.ts';
import type { CustodyServiceClient as _qiantai_acquiring_v1_CustodyServiceClient, CustodyServiceDefinition as _qiantai_acquiring_v1_CustodyServiceDefinition } from './qiantai/acquiring/v1/CustodyService.ts';
import type { DailyProof as _qiantai_acquiring_v1_DailyProof, DailyProof__Output as _qiantai_acquiring_v1_DailyProof__Output } from './qiantai/acquiring/v1/DailyProof.ts';
import type { ExpectedIn as _qiantai_acquiring_v1_ExpectedIn, ExpectedIn__Output as _qiantai_acquiring_v1_ExpectedIn__Output } from './qiantai/acquiring/v1/ExpectedIn.ts';
import type { GetDailyProofRequest as _qiantai_acquiring_v1_GetDailyProofRequest, GetDailyProofRequest__Output as _qiantai_acquiring_v1_GetDailyProofRequest__Output } from './qiantai/acquiring/v1/GetDailyProofRequest.ts';
import type { GetInstructionRequest as _qiantai_acquiring_v1_GetInstructionRequest, GetInstructionRequest__Output as _qiantai_acquiring_v1_GetInstructionRequest__Output } from './qiantai/acquiring/v1/GetInstructionRequest.ts';
import type { GetPositionReply as _qiantai_acquiring_v1_GetPositionReply, GetPositionReply__Output as _qiantai_acquiring_v1_GetPositionReply__Output } from './qiantai/acquiring/v1/GetPositionReply.ts';
import type { GetPositionRequest as _qiantai_acquiring_v1_GetPositionRequest, GetPositionRequest__Output as _qiantai_acquiring_v1_GetPositionRequest__Output } from './qiantai/acquiring/v1/GetPositionRequest.ts';
import type { ImportStatementReply as _qiantai_acquiring_v1_ImportStatementReply, ImportStatementReply__Output as _qiantai_acquiring_v1_ImportStatementReply__Output } from './qiantai/acquiring/v1/ImportStatementReply.ts';
import type { ImportStatementRequest as _qiantai_acquiring_v1_ImportStatementRequest, ImportStatementRequest__Output as _qiantai_acquiring_v1_ImportStatementRequest__Output } from './qiantai/acquiring/v1/ImportStatementRequest.ts';
import type { InstructSettlementRequest as _qiantai_acquiring_v1_InstructSettlementRequest, InstructSettlementRequest__Output as _qiantai_acquiring_v1_InstructSettlementRequest__Output } from './qiantai/acquiring/v1/InstructSettlementRequest.ts';
import type { InstructionStep as _qiantai_acquiring_v1_InstructionStep, InstructionStep__Output as _qiantai_acquiring_v1_InstructionStep__Output } from './qiantai/acquiring/v1/InstructionStep.ts';
import type { ListBankAccountsReply as _qiantai_acquiring_v1_ListBankAccountsReply, ListBankAccountsReply__Output as _qiantai_acquiring_v1_ListBankAccountsReply__Output } from './qiantai/acquiring/v1/ListBankAccountsReply.ts';
import type { ListBankAccountsRequest as _qiantai_acquiring_v1_ListBankAccountsRequest, ListBankAccountsRequest__Output as _qiantai_acquiring_v1_ListBankAccountsRequest__Output } from './qiantai/acquiring/v1/ListBankAccountsRequest.ts';
import type { ListCustodyExceptionsReply as _qiantai_acquiring_v1_ListCustodyExceptionsReply, ListCustodyExceptionsReply__Output as _qiantai_acquiring_v1_ListCustodyExceptionsReply__Output } from './qiantai/acquiring/v1/ListCustodyExceptionsReply.ts';
import type { ListCustodyExceptionsRequest as _qiantai_acquiring_v1_ListCustodyExceptionsRequest, ListCustodyExceptionsRequest__Output as _qiantai_acquiring_v1_ListCustodyExceptionsRequest__Output } from './qiantai/acquiring/v1/ListCustodyExceptionsRequest.ts';
import type { ListInstructionsReply as _qiantai_acquiring_v1_ListInstructionsReply, ListInstructionsReply__Output as _qiantai_acquiring_v1_ListInstructionsReply__Output } from './qiantai/acquiring/v1/ListInstructionsReply.ts';
import type { ListInstructionsRequest as _qiantai_acquiring_v1_ListInstructionsRequest, ListInstructionsRequest__Output as _qiantai_acquiring_v1_ListInstructionsRequest__Output } from './qiantai/acquiring/v1/ListInstructionsRequest.ts';
import type { ListSuspenseReply as _qiantai_acquiring_v1_ListSuspenseReply, ListSuspenseReply__Output as _qiantai_acquiring_v1_ListSuspenseReply__Output } from './qiantai/acquiring/v1/ListSuspenseReply.ts';
import type { ListSuspenseRequest as _qiantai_acquiring_v1_ListSuspenseRequest, ListSuspenseRequest__Output as _qiantai_acquiring_v1_ListSuspenseRequest__Output } from './qiantai/acquiring/v1/ListSuspenseRequest.ts';
import type { MoveOwnMoneyRequest as _qiantai_acquiring_v1_MoveOwnMoneyRequest, MoveOwnMoneyRequest__Output as _qiantai_acquiring_v1_MoveOwnMoneyRequest__Output } from './qiantai/acquiring/v1/MoveOwnMoneyRequest.ts';
import type { ProofComponent as _qiantai_acquiring_v1_ProofComponent, ProofComponent__Output as _qiantai_acquiring_v1_ProofComponent__Output } from './qiantai/acquiring/v1/ProofComponent.ts';
import type { ProofFinding as _qiantai_acquiring_v1_ProofFinding, ProofFinding__Output as _qiantai_acquiring_v1_ProofFinding__Output } from './qiantai/acquiring/v1/ProofFinding.ts';
import type { ProvedAccount as _qiantai_acquiring_v1_ProvedAccount, ProvedAccount__Output as _qiantai_acquiring_v1_ProvedAccount__Output } from './qiantai/acquiring/v1/ProvedAccount.ts';
import type { ResolveCustodyExceptionReply as _qiantai_acquiring_v1_ResolveCustodyExceptionReply, ResolveCustodyExceptionReply__Output as _qiantai_acquiring_v1_ResolveCustodyExceptionReply__Output } from './qiantai/acquiring/v1/ResolveCustodyExceptionReply.ts';
import type { ResolveCustodyExceptionRequest as _qiantai_acquiring_v1_ResolveCustodyExceptionRequest, ResolveCustodyExceptionRequest__Output as _qiantai_acquiring_v1_ResolveCustodyExceptionRequest__Output } from './qiantai/acquiring/v1/ResolveCustodyExceptionRequest.ts';
import type { RunDailyProofReply as _qiantai_acquiring_v1_RunDailyProofReply, RunDailyProofReply__Output as _qiantai_acquiring_v1_RunDailyProofReply__Output } from './qiantai/acquiring/v1/RunDailyProofReply.ts';
import type { RunDailyProofRequest as _qiantai_acquiring_v1_RunDailyProofRequest, RunDailyProofRequest__Output as _qiantai_acquiring_v1_RunDailyProofRequest__Output } from './qiantai/acquiring/v1/RunDailyProofRequest.ts';
import type { SetSettlementAccountReply as _qiantai_acquiring_v1_SetSettlementAccountReply, SetSettlementAccountReply__Output as _qiantai_acquiring_v1_SetSettlementAccountReply__Output } from './qiantai/acquiring/v1/SetSettlementAccountReply.ts';
import type { SetSettlementAccountRequest as _qiantai_acquiring_v1_SetSettlementAccountRequest, SetSettlementAccountRequest__Output as _qiantai_acquiring_v1_SetSettlementAccountRequest__Output } from './qiantai/acquiring/v1/SetSettlementAccountRequest.ts';
import type { Suspense as _qiantai_acquiring_v1_Suspense, Suspense__Output as _qiantai_acquiring_v1_Suspense__Output } from './qiantai/acquiring/v1/Suspense.ts';
import type { SuspenseApproval as _qiantai_acquiring_v1_SuspenseApproval, SuspenseApproval__Output as _qiantai_acquiring_v1_SuspenseApproval__Output } from './qiantai/acquiring/v1/SuspenseApproval.ts';
import type { SuspenseBack as _qiantai_acquiring_v1_SuspenseBack, SuspenseBack__Output as _qiantai_acquiring_v1_SuspenseBack__Output } from './qiantai/acquiring/v1/SuspenseBack.ts';
import type { SuspenseRefusal as _qiantai_acquiring_v1_SuspenseRefusal, SuspenseRefusal__Output as _qiantai_acquiring_v1_SuspenseRefusal__Output } from './qiantai/acquiring/v1/SuspenseRefusal.ts';
import type { SuspenseTarget as _qiantai_acquiring_v1_SuspenseTarget, SuspenseTarget__Output as _qiantai_acquiring_v1_SuspenseTarget__Output } from './qiantai/acquiring/v1/SuspenseTarget.ts';
import type { SuspenseToClearing as _qiantai_acquiring_v1_SuspenseToClearing, SuspenseToClearing__Output as _qiantai_acquiring_v1_SuspenseToClearing__Output } from './qiantai/acquiring/v1/SuspenseToClearing.ts';
import type { SuspenseToIncome as _qiantai_acquiring_v1_SuspenseToIncome, SuspenseToIncome__Output as _qiantai_acquiring_v1_SuspenseToIncome__Output } from './qiantai/acquiring/v1/SuspenseToIncome.ts';
import type { SuspenseToMember as _qiantai_acquiring_v1_SuspenseToMember, SuspenseToMember__Output as _qiantai_acquiring_v1_SuspenseToMember__Output } from './qiantai/acquiring/v1/SuspenseToMember.ts';
import type { SuspenseToMerchant as _qiantai_acquiring_v1_SuspenseToMerchant, SuspenseToMerchant__Output as _qiantai_acquiring_v1_SuspenseToMerchant__Output } from './qiantai/acquiring/v1/SuspenseToMerchant.ts';
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
        AccountPosition: MessageTypeDefinition<_qiantai_acquiring_v1_AccountPosition, _qiantai_acquiring_v1_AccountPosition__Output>
        BankAccount: MessageTypeDefinition<_qiantai_acquiring_v1_BankAccount, _qiantai_acquiring_v1_BankAccount__Output>
        BankInstruction: MessageTypeDefinition<_qiantai_acquiring_v1_BankInstruction, _qiantai_acquiring_v1_BankInstruction__Output>
        BankPayee: MessageTypeDefinition<_qiantai_acquiring_v1_BankPayee, _qiantai_acquiring_v1_BankPayee__Output>
        ClearSuspenseRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ClearSuspenseRequest, _qiantai_acquiring_v1_ClearSuspenseRequest__Output>
        CorporateHours: MessageTypeDefinition<_qiantai_acquiring_v1_CorporateHours, _qiantai_acquiring_v1_CorporateHours__Output>
        CreateBankAccountRequest: MessageTypeDefinition<_qiantai_acquiring_v1_CreateBankAccountRequest, _qiantai_acquiring_v1_CreateBankAccountRequest__Output>
        CustodyException: MessageTypeDefinition<_qiantai_acquiring_v1_CustodyException, _qiantai_acquiring_v1_CustodyException__Output>
        CustodyPosition: MessageTypeDefinition<_qiantai_acquiring_v1_CustodyPosition, _qiantai_acquiring_v1_CustodyPosition__Output>
        CustodyService: SubtypeConstructor<typeof grpc.Client, _qiantai_acquiring_v1_CustodyServiceClient> & { service: _qiantai_acquiring_v1_CustodyServiceDefinition }
        DailyProof: MessageTypeDefinition<_qiantai_acquiring_v1_DailyProof, _qiantai_acquiring_v1_DailyProof__Output>
        ExpectedIn: MessageTypeDefinition<_qiantai_acquiring_v1_ExpectedIn, _qiantai_acquiring_v1_ExpectedIn__Output>
        GetDailyProofRequest: MessageTypeDefinition<_qiantai_acquiring_v1_GetDailyProofRequest, _qiantai_acquiring_v1_GetDailyProofRequest__Output>
        GetInstructionRequest: MessageTypeDefinition<_qiantai_acquiring_v1_GetInstructionRequest, _qiantai_acquiring_v1_GetInstructionRequest__Output>
        GetPositionReply: MessageTypeDefinition<_qiantai_acquiring_v1_GetPositionReply, _qiantai_acquiring_v1_GetPositionReply__Output>
        GetPositionRequest: MessageTypeDefinition<_qiantai_acquiring_v1_GetPositionRequest, _qiantai_acquiring_v1_GetPositionRequest__Output>
        ImportStatementReply: MessageTypeDefinition<_qiantai_acquiring_v1_ImportStatementReply, _qiantai_acquiring_v1_ImportStatementReply__Output>
        ImportStatementRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ImportStatementRequest, _qiantai_acquiring_v1_ImportStatementRequest__Output>
        InstructSettlementRequest: MessageTypeDefinition<_qiantai_acquiring_v1_InstructSettlementRequest, _qiantai_acquiring_v1_InstructSettlementRequest__Output>
        InstructionStep: MessageTypeDefinition<_qiantai_acquiring_v1_InstructionStep, _qiantai_acquiring_v1_InstructionStep__Output>
        ListBankAccountsReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListBankAccountsReply, _qiantai_acquiring_v1_ListBankAccountsReply__Output>
        ListBankAccountsRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListBankAccountsRequest, _qiantai_acquiring_v1_ListBankAccountsRequest__Output>
        ListCustodyExceptionsReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListCustodyExceptionsReply, _qiantai_acquiring_v1_ListCustodyExceptionsReply__Output>
        ListCustodyExceptionsRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListCustodyExceptionsRequest, _qiantai_acquiring_v1_ListCustodyExceptionsRequest__Output>
        ListInstructionsReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListInstructionsReply, _qiantai_acquiring_v1_ListInstructionsReply__Output>
        ListInstructionsRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListInstructionsRequest, _qiantai_acquiring_v1_ListInstructionsRequest__Output>
        ListSuspenseReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListSuspenseReply, _qiantai_acquiring_v1_ListSuspenseReply__Output>
        ListSuspenseRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListSuspenseRequest, _qiantai_acquiring_v1_ListSuspenseRequest__Output>
        MoveOwnMoneyRequest: MessageTypeDefinition<_qiantai_acquiring_v1_MoveOwnMoneyRequest, _qiantai_acquiring_v1_MoveOwnMoneyRequest__Output>
        ProofComponent: MessageTypeDefinition<_qiantai_acquiring_v1_ProofComponent, _qiantai_acquiring_v1_ProofComponent__Output>
        ProofFinding: MessageTypeDefinition<_qiantai_acquiring_v1_ProofFinding, _qiantai_acquiring_v1_ProofFinding__Output>
        ProvedAccount: MessageTypeDefinition<_qiantai_acquiring_v1_ProvedAccount, _qiantai_acquiring_v1_ProvedAccount__Output>
        ResolveCustodyExceptionReply: MessageTypeDefinition<_qiantai_acquiring_v1_ResolveCustodyExceptionReply, _qiantai_acquiring_v1_ResolveCustodyExceptionReply__Output>
        ResolveCustodyExceptionRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ResolveCustodyExceptionRequest, _qiantai_acquiring_v1_ResolveCustodyExceptionRequest__Output>
        RunDailyProofReply: MessageTypeDefinition<_qiantai_acquiring_v1_RunDailyProofReply, _qiantai_acquiring_v1_RunDailyProofReply__Output>
        RunDailyProofRequest: MessageTypeDefinition<_qiantai_acquiring_v1_RunDailyProofRequest, _qiantai_acquiring_v1_RunDailyProofRequest__Output>
        SetSettlementAccountReply: MessageTypeDefinition<_qiantai_acquiring_v1_SetSettlementAccountReply, _qiantai_acquiring_v1_SetSettlementAccountReply__Output>
        SetSettlementAccountRequest: MessageTypeDefinition<_qiantai_acquiring_v1_SetSettlementAccountRequest, _qiantai_acquiring_v1_SetSettlementAccountRequest__Output>
        Suspense: MessageTypeDefinition<_qiantai_acquiring_v1_Suspense, _qiantai_acquiring_v1_Suspense__Output>
        SuspenseApproval: MessageTypeDefinition<_qiantai_acquiring_v1_SuspenseApproval, _qiantai_acquiring_v1_SuspenseApproval__Output>
        SuspenseBack: MessageTypeDefinition<_qiantai_acquiring_v1_SuspenseBack, _qiantai_acquiring_v1_SuspenseBack__Output>
        SuspenseRefusal: MessageTypeDefinition<_qiantai_acquiring_v1_SuspenseRefusal, _qiantai_acquiring_v1_SuspenseRefusal__Output>
        SuspenseTarget: MessageTypeDefinition<_qiantai_acquiring_v1_SuspenseTarget, _qiantai_acquiring_v1_SuspenseTarget__Output>
        SuspenseToClearing: MessageTypeDefinition<_qiantai_acquiring_v1_SuspenseToClearing, _qiantai_acquiring_v1_SuspenseToClearing__Output>
        SuspenseToIncome: MessageTypeDefinition<_qiantai_acquiring_v1_SuspenseToIncome, _qiantai_acquiring_v1_SuspenseToIncome__Output>
        SuspenseToMember: MessageTypeDefinition<_qiantai_acquiring_v1_SuspenseToMember, _qiantai_acquiring_v1_SuspenseToMember__Output>
        SuspenseToMerchant: MessageTypeDefinition<_qiantai_acquiring_v1_SuspenseToMerchant, _qiantai_acquiring_v1_SuspenseToMerchant__Output>
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

