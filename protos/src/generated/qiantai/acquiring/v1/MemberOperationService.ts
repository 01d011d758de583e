// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { BalanceCharge as _qiantai_acquiring_v1_BalanceCharge, BalanceCharge__Output as _qiantai_acquiring_v1_BalanceCharge__Output } from '../../../qiantai/acquiring/v1/BalanceCharge.ts';
import type { BalanceChargeStep as _qiantai_acquiring_v1_BalanceChargeStep, BalanceChargeStep__Output as _qiantai_acquiring_v1_BalanceChargeStep__Output } from '../../../qiantai/acquiring/v1/BalanceChargeStep.ts';
import type { GetMemberOperationRequest as _qiantai_acquiring_v1_GetMemberOperationRequest, GetMemberOperationRequest__Output as _qiantai_acquiring_v1_GetMemberOperationRequest__Output } from '../../../qiantai/acquiring/v1/GetMemberOperationRequest.ts';
import type { GetMemberTermsRequest as _qiantai_acquiring_v1_GetMemberTermsRequest, GetMemberTermsRequest__Output as _qiantai_acquiring_v1_GetMemberTermsRequest__Output } from '../../../qiantai/acquiring/v1/GetMemberTermsRequest.ts';
import type { IssuePaymentCodeRequest as _qiantai_acquiring_v1_IssuePaymentCodeRequest, IssuePaymentCodeRequest__Output as _qiantai_acquiring_v1_IssuePaymentCodeRequest__Output } from '../../../qiantai/acquiring/v1/IssuePaymentCodeRequest.ts';
import type { ListBalanceChargesReply as _qiantai_acquiring_v1_ListBalanceChargesReply, ListBalanceChargesReply__Output as _qiantai_acquiring_v1_ListBalanceChargesReply__Output } from '../../../qiantai/acquiring/v1/ListBalanceChargesReply.ts';
import type { ListBalanceChargesRequest as _qiantai_acquiring_v1_ListBalanceChargesRequest, ListBalanceChargesRequest__Output as _qiantai_acquiring_v1_ListBalanceChargesRequest__Output } from '../../../qiantai/acquiring/v1/ListBalanceChargesRequest.ts';
import type { ListMemberCardsReply as _qiantai_acquiring_v1_ListMemberCardsReply, ListMemberCardsReply__Output as _qiantai_acquiring_v1_ListMemberCardsReply__Output } from '../../../qiantai/acquiring/v1/ListMemberCardsReply.ts';
import type { ListMemberCardsRequest as _qiantai_acquiring_v1_ListMemberCardsRequest, ListMemberCardsRequest__Output as _qiantai_acquiring_v1_ListMemberCardsRequest__Output } from '../../../qiantai/acquiring/v1/ListMemberCardsRequest.ts';
import type { ListMemberOperationsReply as _qiantai_acquiring_v1_ListMemberOperationsReply, ListMemberOperationsReply__Output as _qiantai_acquiring_v1_ListMemberOperationsReply__Output } from '../../../qiantai/acquiring/v1/ListMemberOperationsReply.ts';
import type { ListMemberOperationsRequest as _qiantai_acquiring_v1_ListMemberOperationsRequest, ListMemberOperationsRequest__Output as _qiantai_acquiring_v1_ListMemberOperationsRequest__Output } from '../../../qiantai/acquiring/v1/ListMemberOperationsRequest.ts';
import type { MemberCard as _qiantai_acquiring_v1_MemberCard, MemberCard__Output as _qiantai_acquiring_v1_MemberCard__Output } from '../../../qiantai/acquiring/v1/MemberCard.ts';
import type { MemberOperation as _qiantai_acquiring_v1_MemberOperation, MemberOperation__Output as _qiantai_acquiring_v1_MemberOperation__Output } from '../../../qiantai/acquiring/v1/MemberOperation.ts';
import type { MemberOperationDetails as _qiantai_acquiring_v1_MemberOperationDetails, MemberOperationDetails__Output as _qiantai_acquiring_v1_MemberOperationDetails__Output } from '../../../qiantai/acquiring/v1/MemberOperationDetails.ts';
import type { MemberOperationStep as _qiantai_acquiring_v1_MemberOperationStep, MemberOperationStep__Output as _qiantai_acquiring_v1_MemberOperationStep__Output } from '../../../qiantai/acquiring/v1/MemberOperationStep.ts';
import type { MemberRechargeRequest as _qiantai_acquiring_v1_MemberRechargeRequest, MemberRechargeRequest__Output as _qiantai_acquiring_v1_MemberRechargeRequest__Output } from '../../../qiantai/acquiring/v1/MemberRechargeRequest.ts';
import type { MemberTerms as _qiantai_acquiring_v1_MemberTerms, MemberTerms__Output as _qiantai_acquiring_v1_MemberTerms__Output } from '../../../qiantai/acquiring/v1/MemberTerms.ts';
import type { MemberTransferRequest as _qiantai_acquiring_v1_MemberTransferRequest, MemberTransferRequest__Output as _qiantai_acquiring_v1_MemberTransferRequest__Output } from '../../../qiantai/acquiring/v1/MemberTransferRequest.ts';
import type { MemberWithdrawRequest as _qiantai_acquiring_v1_MemberWithdrawRequest, MemberWithdrawRequest__Output as _qiantai_acquiring_v1_MemberWithdrawRequest__Output } from '../../../qiantai/acquiring/v1/MemberWithdrawRequest.ts';
import type { PaymentCode as _qiantai_acquiring_v1_PaymentCode, PaymentCode__Output as _qiantai_acquiring_v1_PaymentCode__Output } from '../../../qiantai/acquiring/v1/PaymentCode.ts';
import type { RecoverShortfallReply as _qiantai_acquiring_v1_RecoverShortfallReply, RecoverShortfallReply__Output as _qiantai_acquiring_v1_RecoverShortfallReply__Output } from '../../../qiantai/acquiring/v1/RecoverShortfallReply.ts';
import type { RegisterCardRequest as _qiantai_acquiring_v1_RegisterCardRequest, RegisterCardRequest__Output as _qiantai_acquiring_v1_RegisterCardRequest__Output } from '../../../qiantai/acquiring/v1/RegisterCardRequest.ts';
import type { RemoveMemberCardReply as _qiantai_acquiring_v1_RemoveMemberCardReply, RemoveMemberCardReply__Output as _qiantai_acquiring_v1_RemoveMemberCardReply__Output } from '../../../qiantai/acquiring/v1/RemoveMemberCardReply.ts';
import type { RemoveMemberCardRequest as _qiantai_acquiring_v1_RemoveMemberCardRequest, RemoveMemberCardRequest__Output as _qiantai_acquiring_v1_RemoveMemberCardRequest__Output } from '../../../qiantai/acquiring/v1/RemoveMemberCardRequest.ts';
import type { ReviewWithdrawalRequest as _qiantai_acquiring_v1_ReviewWithdrawalRequest, ReviewWithdrawalRequest__Output as _qiantai_acquiring_v1_ReviewWithdrawalRequest__Output } from '../../../qiantai/acquiring/v1/ReviewWithdrawalRequest.ts';
import type { SetMemberTermsRequest as _qiantai_acquiring_v1_SetMemberTermsRequest, SetMemberTermsRequest__Output as _qiantai_acquiring_v1_SetMemberTermsRequest__Output } from '../../../qiantai/acquiring/v1/SetMemberTermsRequest.ts';

export interface MemberOperationServiceClient extends grpc.Client {
  AcceptTransfer(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  AcceptTransfer(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  AcceptTransfer(argument: _qiantai_acquiring_v1_MemberOperationStep, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  AcceptTransfer(argument: _qiantai_acquiring_v1_MemberOperationStep, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  acceptTransfer(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  acceptTransfer(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  acceptTransfer(argument: _qiantai_acquiring_v1_MemberOperationStep, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  acceptTransfer(argument: _qiantai_acquiring_v1_MemberOperationStep, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  
  CancelWithdrawal(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  CancelWithdrawal(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  CancelWithdrawal(argument: _qiantai_acquiring_v1_MemberOperationStep, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  CancelWithdrawal(argument: _qiantai_acquiring_v1_MemberOperationStep, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  cancelWithdrawal(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  cancelWithdrawal(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  cancelWithdrawal(argument: _qiantai_acquiring_v1_MemberOperationStep, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  cancelWithdrawal(argument: _qiantai_acquiring_v1_MemberOperationStep, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  
  ConfirmBalanceCharge(argument: _qiantai_acquiring_v1_BalanceChargeStep, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BalanceCharge__Output>): grpc.ClientUnaryCall;
  ConfirmBalanceCharge(argument: _qiantai_acquiring_v1_BalanceChargeStep, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_BalanceCharge__Output>): grpc.ClientUnaryCall;
  ConfirmBalanceCharge(argument: _qiantai_acquiring_v1_BalanceChargeStep, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BalanceCharge__Output>): grpc.ClientUnaryCall;
  ConfirmBalanceCharge(argument: _qiantai_acquiring_v1_BalanceChargeStep, callback: grpc.requestCallback<_qiantai_acquiring_v1_BalanceCharge__Output>): grpc.ClientUnaryCall;
  confirmBalanceCharge(argument: _qiantai_acquiring_v1_BalanceChargeStep, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BalanceCharge__Output>): grpc.ClientUnaryCall;
  confirmBalanceCharge(argument: _qiantai_acquiring_v1_BalanceChargeStep, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_BalanceCharge__Output>): grpc.ClientUnaryCall;
  confirmBalanceCharge(argument: _qiantai_acquiring_v1_BalanceChargeStep, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BalanceCharge__Output>): grpc.ClientUnaryCall;
  confirmBalanceCharge(argument: _qiantai_acquiring_v1_BalanceChargeStep, callback: grpc.requestCallback<_qiantai_acquiring_v1_BalanceCharge__Output>): grpc.ClientUnaryCall;
  
  DeclineTransfer(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  DeclineTransfer(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  DeclineTransfer(argument: _qiantai_acquiring_v1_MemberOperationStep, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  DeclineTransfer(argument: _qiantai_acquiring_v1_MemberOperationStep, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  declineTransfer(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  declineTransfer(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  declineTransfer(argument: _qiantai_acquiring_v1_MemberOperationStep, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  declineTransfer(argument: _qiantai_acquiring_v1_MemberOperationStep, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  
  GetOperation(argument: _qiantai_acquiring_v1_GetMemberOperationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperationDetails__Output>): grpc.ClientUnaryCall;
  GetOperation(argument: _qiantai_acquiring_v1_GetMemberOperationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperationDetails__Output>): grpc.ClientUnaryCall;
  GetOperation(argument: _qiantai_acquiring_v1_GetMemberOperationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperationDetails__Output>): grpc.ClientUnaryCall;
  GetOperation(argument: _qiantai_acquiring_v1_GetMemberOperationRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperationDetails__Output>): grpc.ClientUnaryCall;
  getOperation(argument: _qiantai_acquiring_v1_GetMemberOperationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperationDetails__Output>): grpc.ClientUnaryCall;
  getOperation(argument: _qiantai_acquiring_v1_GetMemberOperationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperationDetails__Output>): grpc.ClientUnaryCall;
  getOperation(argument: _qiantai_acquiring_v1_GetMemberOperationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperationDetails__Output>): grpc.ClientUnaryCall;
  getOperation(argument: _qiantai_acquiring_v1_GetMemberOperationRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperationDetails__Output>): grpc.ClientUnaryCall;
  
  GetTerms(argument: _qiantai_acquiring_v1_GetMemberTermsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberTerms__Output>): grpc.ClientUnaryCall;
  GetTerms(argument: _qiantai_acquiring_v1_GetMemberTermsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberTerms__Output>): grpc.ClientUnaryCall;
  GetTerms(argument: _qiantai_acquiring_v1_GetMemberTermsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberTerms__Output>): grpc.ClientUnaryCall;
  GetTerms(argument: _qiantai_acquiring_v1_GetMemberTermsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberTerms__Output>): grpc.ClientUnaryCall;
  getTerms(argument: _qiantai_acquiring_v1_GetMemberTermsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberTerms__Output>): grpc.ClientUnaryCall;
  getTerms(argument: _qiantai_acquiring_v1_GetMemberTermsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberTerms__Output>): grpc.ClientUnaryCall;
  getTerms(argument: _qiantai_acquiring_v1_GetMemberTermsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberTerms__Output>): grpc.ClientUnaryCall;
  getTerms(argument: _qiantai_acquiring_v1_GetMemberTermsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberTerms__Output>): grpc.ClientUnaryCall;
  
  GiveUpRecharge(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  GiveUpRecharge(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  GiveUpRecharge(argument: _qiantai_acquiring_v1_MemberOperationStep, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  GiveUpRecharge(argument: _qiantai_acquiring_v1_MemberOperationStep, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  giveUpRecharge(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  giveUpRecharge(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  giveUpRecharge(argument: _qiantai_acquiring_v1_MemberOperationStep, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  giveUpRecharge(argument: _qiantai_acquiring_v1_MemberOperationStep, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  
  IssuePaymentCode(argument: _qiantai_acquiring_v1_IssuePaymentCodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PaymentCode__Output>): grpc.ClientUnaryCall;
  IssuePaymentCode(argument: _qiantai_acquiring_v1_IssuePaymentCodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PaymentCode__Output>): grpc.ClientUnaryCall;
  IssuePaymentCode(argument: _qiantai_acquiring_v1_IssuePaymentCodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PaymentCode__Output>): grpc.ClientUnaryCall;
  IssuePaymentCode(argument: _qiantai_acquiring_v1_IssuePaymentCodeRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_PaymentCode__Output>): grpc.ClientUnaryCall;
  issuePaymentCode(argument: _qiantai_acquiring_v1_IssuePaymentCodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PaymentCode__Output>): grpc.ClientUnaryCall;
  issuePaymentCode(argument: _qiantai_acquiring_v1_IssuePaymentCodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PaymentCode__Output>): grpc.ClientUnaryCall;
  issuePaymentCode(argument: _qiantai_acquiring_v1_IssuePaymentCodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PaymentCode__Output>): grpc.ClientUnaryCall;
  issuePaymentCode(argument: _qiantai_acquiring_v1_IssuePaymentCodeRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_PaymentCode__Output>): grpc.ClientUnaryCall;
  
  ListBalanceCharges(argument: _qiantai_acquiring_v1_ListBalanceChargesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListBalanceChargesReply__Output>): grpc.ClientUnaryCall;
  ListBalanceCharges(argument: _qiantai_acquiring_v1_ListBalanceChargesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListBalanceChargesReply__Output>): grpc.ClientUnaryCall;
  ListBalanceCharges(argument: _qiantai_acquiring_v1_ListBalanceChargesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListBalanceChargesReply__Output>): grpc.ClientUnaryCall;
  ListBalanceCharges(argument: _qiantai_acquiring_v1_ListBalanceChargesRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListBalanceChargesReply__Output>): grpc.ClientUnaryCall;
  listBalanceCharges(argument: _qiantai_acquiring_v1_ListBalanceChargesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListBalanceChargesReply__Output>): grpc.ClientUnaryCall;
  listBalanceCharges(argument: _qiantai_acquiring_v1_ListBalanceChargesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListBalanceChargesReply__Output>): grpc.ClientUnaryCall;
  listBalanceCharges(argument: _qiantai_acquiring_v1_ListBalanceChargesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListBalanceChargesReply__Output>): grpc.ClientUnaryCall;
  listBalanceCharges(argument: _qiantai_acquiring_v1_ListBalanceChargesRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListBalanceChargesReply__Output>): grpc.ClientUnaryCall;
  
  ListCards(argument: _qiantai_acquiring_v1_ListMemberCardsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListMemberCardsReply__Output>): grpc.ClientUnaryCall;
  ListCards(argument: _qiantai_acquiring_v1_ListMemberCardsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListMemberCardsReply__Output>): grpc.ClientUnaryCall;
  ListCards(argument: _qiantai_acquiring_v1_ListMemberCardsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListMemberCardsReply__Output>): grpc.ClientUnaryCall;
  ListCards(argument: _qiantai_acquiring_v1_ListMemberCardsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListMemberCardsReply__Output>): grpc.ClientUnaryCall;
  listCards(argument: _qiantai_acquiring_v1_ListMemberCardsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListMemberCardsReply__Output>): grpc.ClientUnaryCall;
  listCards(argument: _qiantai_acquiring_v1_ListMemberCardsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListMemberCardsReply__Output>): grpc.ClientUnaryCall;
  listCards(argument: _qiantai_acquiring_v1_ListMemberCardsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListMemberCardsReply__Output>): grpc.ClientUnaryCall;
  listCards(argument: _qiantai_acquiring_v1_ListMemberCardsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListMemberCardsReply__Output>): grpc.ClientUnaryCall;
  
  ListOperations(argument: _qiantai_acquiring_v1_ListMemberOperationsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListMemberOperationsReply__Output>): grpc.ClientUnaryCall;
  ListOperations(argument: _qiantai_acquiring_v1_ListMemberOperationsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListMemberOperationsReply__Output>): grpc.ClientUnaryCall;
  ListOperations(argument: _qiantai_acquiring_v1_ListMemberOperationsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListMemberOperationsReply__Output>): grpc.ClientUnaryCall;
  ListOperations(argument: _qiantai_acquiring_v1_ListMemberOperationsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListMemberOperationsReply__Output>): grpc.ClientUnaryCall;
  listOperations(argument: _qiantai_acquiring_v1_ListMemberOperationsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListMemberOperationsReply__Output>): grpc.ClientUnaryCall;
  listOperations(argument: _qiantai_acquiring_v1_ListMemberOperationsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListMemberOperationsReply__Output>): grpc.ClientUnaryCall;
  listOperations(argument: _qiantai_acquiring_v1_ListMemberOperationsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListMemberOperationsReply__Output>): grpc.ClientUnaryCall;
  listOperations(argument: _qiantai_acquiring_v1_ListMemberOperationsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListMemberOperationsReply__Output>): grpc.ClientUnaryCall;
  
  Recharge(argument: _qiantai_acquiring_v1_MemberRechargeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  Recharge(argument: _qiantai_acquiring_v1_MemberRechargeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  Recharge(argument: _qiantai_acquiring_v1_MemberRechargeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  Recharge(argument: _qiantai_acquiring_v1_MemberRechargeRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  recharge(argument: _qiantai_acquiring_v1_MemberRechargeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  recharge(argument: _qiantai_acquiring_v1_MemberRechargeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  recharge(argument: _qiantai_acquiring_v1_MemberRechargeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  recharge(argument: _qiantai_acquiring_v1_MemberRechargeRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  
  RecoverShortfall(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RecoverShortfallReply__Output>): grpc.ClientUnaryCall;
  RecoverShortfall(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_RecoverShortfallReply__Output>): grpc.ClientUnaryCall;
  RecoverShortfall(argument: _qiantai_acquiring_v1_MemberOperationStep, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RecoverShortfallReply__Output>): grpc.ClientUnaryCall;
  RecoverShortfall(argument: _qiantai_acquiring_v1_MemberOperationStep, callback: grpc.requestCallback<_qiantai_acquiring_v1_RecoverShortfallReply__Output>): grpc.ClientUnaryCall;
  recoverShortfall(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RecoverShortfallReply__Output>): grpc.ClientUnaryCall;
  recoverShortfall(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_RecoverShortfallReply__Output>): grpc.ClientUnaryCall;
  recoverShortfall(argument: _qiantai_acquiring_v1_MemberOperationStep, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RecoverShortfallReply__Output>): grpc.ClientUnaryCall;
  recoverShortfall(argument: _qiantai_acquiring_v1_MemberOperationStep, callback: grpc.requestCallback<_qiantai_acquiring_v1_RecoverShortfallReply__Output>): grpc.ClientUnaryCall;
  
  RefuseBalanceCharge(argument: _qiantai_acquiring_v1_BalanceChargeStep, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BalanceCharge__Output>): grpc.ClientUnaryCall;
  RefuseBalanceCharge(argument: _qiantai_acquiring_v1_BalanceChargeStep, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_BalanceCharge__Output>): grpc.ClientUnaryCall;
  RefuseBalanceCharge(argument: _qiantai_acquiring_v1_BalanceChargeStep, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BalanceCharge__Output>): grpc.ClientUnaryCall;
  RefuseBalanceCharge(argument: _qiantai_acquiring_v1_BalanceChargeStep, callback: grpc.requestCallback<_qiantai_acquiring_v1_BalanceCharge__Output>): grpc.ClientUnaryCall;
  refuseBalanceCharge(argument: _qiantai_acquiring_v1_BalanceChargeStep, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BalanceCharge__Output>): grpc.ClientUnaryCall;
  refuseBalanceCharge(argument: _qiantai_acquiring_v1_BalanceChargeStep, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_BalanceCharge__Output>): grpc.ClientUnaryCall;
  refuseBalanceCharge(argument: _qiantai_acquiring_v1_BalanceChargeStep, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BalanceCharge__Output>): grpc.ClientUnaryCall;
  refuseBalanceCharge(argument: _qiantai_acquiring_v1_BalanceChargeStep, callback: grpc.requestCallback<_qiantai_acquiring_v1_BalanceCharge__Output>): grpc.ClientUnaryCall;
  
  RegisterEntrustedCard(argument: _qiantai_acquiring_v1_RegisterCardRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberCard__Output>): grpc.ClientUnaryCall;
  RegisterEntrustedCard(argument: _qiantai_acquiring_v1_RegisterCardRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberCard__Output>): grpc.ClientUnaryCall;
  RegisterEntrustedCard(argument: _qiantai_acquiring_v1_RegisterCardRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberCard__Output>): grpc.ClientUnaryCall;
  RegisterEntrustedCard(argument: _qiantai_acquiring_v1_RegisterCardRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberCard__Output>): grpc.ClientUnaryCall;
  registerEntrustedCard(argument: _qiantai_acquiring_v1_RegisterCardRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberCard__Output>): grpc.ClientUnaryCall;
  registerEntrustedCard(argument: _qiantai_acquiring_v1_RegisterCardRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberCard__Output>): grpc.ClientUnaryCall;
  registerEntrustedCard(argument: _qiantai_acquiring_v1_RegisterCardRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberCard__Output>): grpc.ClientUnaryCall;
  registerEntrustedCard(argument: _qiantai_acquiring_v1_RegisterCardRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberCard__Output>): grpc.ClientUnaryCall;
  
  RegisterOwnCard(argument: _qiantai_acquiring_v1_RegisterCardRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberCard__Output>): grpc.ClientUnaryCall;
  RegisterOwnCard(argument: _qiantai_acquiring_v1_RegisterCardRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberCard__Output>): grpc.ClientUnaryCall;
  RegisterOwnCard(argument: _qiantai_acquiring_v1_RegisterCardRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberCard__Output>): grpc.ClientUnaryCall;
  RegisterOwnCard(argument: _qiantai_acquiring_v1_RegisterCardRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberCard__Output>): grpc.ClientUnaryCall;
  registerOwnCard(argument: _qiantai_acquiring_v1_RegisterCardRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberCard__Output>): grpc.ClientUnaryCall;
  registerOwnCard(argument: _qiantai_acquiring_v1_RegisterCardRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberCard__Output>): grpc.ClientUnaryCall;
  registerOwnCard(argument: _qiantai_acquiring_v1_RegisterCardRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberCard__Output>): grpc.ClientUnaryCall;
  registerOwnCard(argument: _qiantai_acquiring_v1_RegisterCardRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberCard__Output>): grpc.ClientUnaryCall;
  
  RemoveCard(argument: _qiantai_acquiring_v1_RemoveMemberCardRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RemoveMemberCardReply__Output>): grpc.ClientUnaryCall;
  RemoveCard(argument: _qiantai_acquiring_v1_RemoveMemberCardRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_RemoveMemberCardReply__Output>): grpc.ClientUnaryCall;
  RemoveCard(argument: _qiantai_acquiring_v1_RemoveMemberCardRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RemoveMemberCardReply__Output>): grpc.ClientUnaryCall;
  RemoveCard(argument: _qiantai_acquiring_v1_RemoveMemberCardRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_RemoveMemberCardReply__Output>): grpc.ClientUnaryCall;
  removeCard(argument: _qiantai_acquiring_v1_RemoveMemberCardRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RemoveMemberCardReply__Output>): grpc.ClientUnaryCall;
  removeCard(argument: _qiantai_acquiring_v1_RemoveMemberCardRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_RemoveMemberCardReply__Output>): grpc.ClientUnaryCall;
  removeCard(argument: _qiantai_acquiring_v1_RemoveMemberCardRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RemoveMemberCardReply__Output>): grpc.ClientUnaryCall;
  removeCard(argument: _qiantai_acquiring_v1_RemoveMemberCardRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_RemoveMemberCardReply__Output>): grpc.ClientUnaryCall;
  
  ResolveWithdrawal(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  ResolveWithdrawal(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  ResolveWithdrawal(argument: _qiantai_acquiring_v1_MemberOperationStep, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  ResolveWithdrawal(argument: _qiantai_acquiring_v1_MemberOperationStep, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  resolveWithdrawal(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  resolveWithdrawal(argument: _qiantai_acquiring_v1_MemberOperationStep, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  resolveWithdrawal(argument: _qiantai_acquiring_v1_MemberOperationStep, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  resolveWithdrawal(argument: _qiantai_acquiring_v1_MemberOperationStep, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  
  ReviewWithdrawal(argument: _qiantai_acquiring_v1_ReviewWithdrawalRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  ReviewWithdrawal(argument: _qiantai_acquiring_v1_ReviewWithdrawalRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  ReviewWithdrawal(argument: _qiantai_acquiring_v1_ReviewWithdrawalRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  ReviewWithdrawal(argument: _qiantai_acquiring_v1_ReviewWithdrawalRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  reviewWithdrawal(argument: _qiantai_acquiring_v1_ReviewWithdrawalRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  reviewWithdrawal(argument: _qiantai_acquiring_v1_ReviewWithdrawalRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  reviewWithdrawal(argument: _qiantai_acquiring_v1_ReviewWithdrawalRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  reviewWithdrawal(argument: _qiantai_acquiring_v1_ReviewWithdrawalRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  
  SetTerms(argument: _qiantai_acquiring_v1_SetMemberTermsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberTerms__Output>): grpc.ClientUnaryCall;
  SetTerms(argument: _qiantai_acquiring_v1_SetMemberTermsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberTerms__Output>): grpc.ClientUnaryCall;
  SetTerms(argument: _qiantai_acquiring_v1_SetMemberTermsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberTerms__Output>): grpc.ClientUnaryCall;
  SetTerms(argument: _qiantai_acquiring_v1_SetMemberTermsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberTerms__Output>): grpc.ClientUnaryCall;
  setTerms(argument: _qiantai_acquiring_v1_SetMemberTermsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberTerms__Output>): grpc.ClientUnaryCall;
  setTerms(argument: _qiantai_acquiring_v1_SetMemberTermsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberTerms__Output>): grpc.ClientUnaryCall;
  setTerms(argument: _qiantai_acquiring_v1_SetMemberTermsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberTerms__Output>): grpc.ClientUnaryCall;
  setTerms(argument: _qiantai_acquiring_v1_SetMemberTermsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberTerms__Output>): grpc.ClientUnaryCall;
  
  Transfer(argument: _qiantai_acquiring_v1_MemberTransferRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  Transfer(argument: _qiantai_acquiring_v1_MemberTransferRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  Transfer(argument: _qiantai_acquiring_v1_MemberTransferRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  Transfer(argument: _qiantai_acquiring_v1_MemberTransferRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  transfer(argument: _qiantai_acquiring_v1_MemberTransferRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  transfer(argument: _qiantai_acquiring_v1_MemberTransferRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  transfer(argument: _qiantai_acquiring_v1_MemberTransferRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  transfer(argument: _qiantai_acquiring_v1_MemberTransferRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  
  Withdraw(argument: _qiantai_acquiring_v1_MemberWithdrawRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  Withdraw(argument: _qiantai_acquiring_v1_MemberWithdrawRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  Withdraw(argument: _qiantai_acquiring_v1_MemberWithdrawRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  Withdraw(argument: _qiantai_acquiring_v1_MemberWithdrawRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  withdraw(argument: _qiantai_acquiring_v1_MemberWithdrawRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  withdraw(argument: _qiantai_acquiring_v1_MemberWithdrawRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  withdraw(argument: _qiantai_acquiring_v1_MemberWithdrawRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  withdraw(argument: _qiantai_acquiring_v1_MemberWithdrawRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_MemberOperation__Output>): grpc.ClientUnaryCall;
  
}

export interface MemberOperationServiceHandlers extends grpc.UntypedServiceImplementation {
  AcceptTransfer: grpc.handleUnaryCall<_qiantai_acquiring_v1_MemberOperationStep__Output, _qiantai_acquiring_v1_MemberOperation>;
  
  CancelWithdrawal: grpc.handleUnaryCall<_qiantai_acquiring_v1_MemberOperationStep__Output, _qiantai_acquiring_v1_MemberOperation>;
  
  ConfirmBalanceCharge: grpc.handleUnaryCall<_qiantai_acquiring_v1_BalanceChargeStep__Output, _qiantai_acquiring_v1_BalanceCharge>;
  
  DeclineTransfer: grpc.handleUnaryCall<_qiantai_acquiring_v1_MemberOperationStep__Output, _qiantai_acquiring_v1_MemberOperation>;
  
  GetOperation: grpc.handleUnaryCall<_qiantai_acquiring_v1_GetMemberOperationRequest__Output, _qiantai_acquiring_v1_MemberOperationDetails>;
  
  GetTerms: grpc.handleUnaryCall<_qiantai_acquiring_v1_GetMemberTermsRequest__Output, _qiantai_acquiring_v1_MemberTerms>;
  
  GiveUpRecharge: grpc.handleUnaryCall<_qiantai_acquiring_v1_MemberOperationStep__Output, _qiantai_acquiring_v1_MemberOperation>;
  
  IssuePaymentCode: grpc.handleUnaryCall<_qiantai_acquiring_v1_IssuePaymentCodeRequest__Output, _qiantai_acquiring_v1_PaymentCode>;
  
  ListBalanceCharges: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListBalanceChargesRequest__Output, _qiantai_acquiring_v1_ListBalanceChargesReply>;
  
  ListCards: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListMemberCardsRequest__Output, _qiantai_acquiring_v1_ListMemberCardsReply>;
  
  ListOperations: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListMemberOperationsRequest__Output, _qiantai_acquiring_v1_ListMemberOperationsReply>;
  
  Recharge: grpc.handleUnaryCall<_qiantai_acquiring_v1_MemberRechargeRequest__Output, _qiantai_acquiring_v1_MemberOperation>;
  
  RecoverShortfall: grpc.handleUnaryCall<_qiantai_acquiring_v1_MemberOperationStep__Output, _qiantai_acquiring_v1_RecoverShortfallReply>;
  
  RefuseBalanceCharge: grpc.handleUnaryCall<_qiantai_acquiring_v1_BalanceChargeStep__Output, _qiantai_acquiring_v1_BalanceCharge>;
  
  RegisterEntrustedCard: grpc.handleUnaryCall<_qiantai_acquiring_v1_RegisterCardRequest__Output, _qiantai_acquiring_v1_MemberCard>;
  
  RegisterOwnCard: grpc.handleUnaryCall<_qiantai_acquiring_v1_RegisterCardRequest__Output, _qiantai_acquiring_v1_MemberCard>;
  
  RemoveCard: grpc.handleUnaryCall<_qiantai_acquiring_v1_RemoveMemberCardRequest__Output, _qiantai_acquiring_v1_RemoveMemberCardReply>;
  
  ResolveWithdrawal: grpc.handleUnaryCall<_qiantai_acquiring_v1_MemberOperationStep__Output, _qiantai_acquiring_v1_MemberOperation>;
  
  ReviewWithdrawal: grpc.handleUnaryCall<_qiantai_acquiring_v1_ReviewWithdrawalRequest__Output, _qiantai_acquiring_v1_MemberOperation>;
  
  SetTerms: grpc.handleUnaryCall<_qiantai_acquiring_v1_SetMemberTermsRequest__Output, _qiantai_acquiring_v1_MemberTerms>;
  
  Transfer: grpc.handleUnaryCall<_qiantai_acquiring_v1_MemberTransferRequest__Output, _qiantai_acquiring_v1_MemberOperation>;
  
  Withdraw: grpc.handleUnaryCall<_qiantai_acquiring_v1_MemberWithdrawRequest__Output, _qiantai_acquiring_v1_MemberOperation>;
  
}

export interface MemberOperationServiceDefinition extends grpc.ServiceDefinition {
  AcceptTransfer: MethodDefinition<_qiantai_acquiring_v1_MemberOperationStep, _qiantai_acquiring_v1_MemberOperation, _qiantai_acquiring_v1_MemberOperationStep__Output, _qiantai_acquiring_v1_MemberOperation__Output>
  CancelWithdrawal: MethodDefinition<_qiantai_acquiring_v1_MemberOperationStep, _qiantai_acquiring_v1_MemberOperation, _qiantai_acquiring_v1_MemberOperationStep__Output, _qiantai_acquiring_v1_MemberOperation__Output>
  ConfirmBalanceCharge: MethodDefinition<_qiantai_acquiring_v1_BalanceChargeStep, _qiantai_acquiring_v1_BalanceCharge, _qiantai_acquiring_v1_BalanceChargeStep__Output, _qiantai_acquiring_v1_BalanceCharge__Output>
  DeclineTransfer: MethodDefinition<_qiantai_acquiring_v1_MemberOperationStep, _qiantai_acquiring_v1_MemberOperation, _qiantai_acquiring_v1_MemberOperationStep__Output, _qiantai_acquiring_v1_MemberOperation__Output>
  GetOperation: MethodDefinition<_qiantai_acquiring_v1_GetMemberOperationRequest, _qiantai_acquiring_v1_MemberOperationDetails, _qiantai_acquiring_v1_GetMemberOperationRequest__Output, _qiantai_acquiring_v1_MemberOperationDetails__Output>
  GetTerms: MethodDefinition<_qiantai_acquiring_v1_GetMemberTermsRequest, _qiantai_acquiring_v1_MemberTerms, _qiantai_acquiring_v1_GetMemberTermsRequest__Output, _qiantai_acquiring_v1_MemberTerms__Output>
  GiveUpRecharge: MethodDefinition<_qiantai_acquiring_v1_MemberOperationStep, _qiantai_acquiring_v1_MemberOperation, _qiantai_acquiring_v1_MemberOperationStep__Output, _qiantai_acquiring_v1_MemberOperation__Output>
  IssuePaymentCode: MethodDefinition<_qiantai_acquiring_v1_IssuePaymentCodeRequest, _qiantai_acquiring_v1_PaymentCode, _qiantai_acquiring_v1_IssuePaymentCodeRequest__Output, _qiantai_acquiring_v1_PaymentCode__Output>
  ListBalanceCharges: MethodDefinition<_qiantai_acquiring_v1_ListBalanceChargesRequest, _qiantai_acquiring_v1_ListBalanceChargesReply, _qiantai_acquiring_v1_ListBalanceChargesRequest__Output, _qiantai_acquiring_v1_ListBalanceChargesReply__Output>
  ListCards: MethodDefinition<_qiantai_acquiring_v1_ListMemberCardsRequest, _qiantai_acquiring_v1_ListMemberCardsReply, _qiantai_acquiring_v1_ListMemberCardsRequest__Output, _qiantai_acquiring_v1_ListMemberCardsReply__Output>
  ListOperations: MethodDefinition<_qiantai_acquiring_v1_ListMemberOperationsRequest, _qiantai_acquiring_v1_ListMemberOperationsReply, _qiantai_acquiring_v1_ListMemberOperationsRequest__Output, _qiantai_acquiring_v1_ListMemberOperationsReply__Output>
  Recharge: MethodDefinition<_qiantai_acquiring_v1_MemberRechargeRequest, _qiantai_acquiring_v1_MemberOperation, _qiantai_acquiring_v1_MemberRechargeRequest__Output, _qiantai_acquiring_v1_MemberOperation__Output>
  RecoverShortfall: MethodDefinition<_qiantai_acquiring_v1_MemberOperationStep, _qiantai_acquiring_v1_RecoverShortfallReply, _qiantai_acquiring_v1_MemberOperationStep__Output, _qiantai_acquiring_v1_RecoverShortfallReply__Output>
  RefuseBalanceCharge: MethodDefinition<_qiantai_acquiring_v1_BalanceChargeStep, _qiantai_acquiring_v1_BalanceCharge, _qiantai_acquiring_v1_BalanceChargeStep__Output, _qiantai_acquiring_v1_BalanceCharge__Output>
  RegisterEntrustedCard: MethodDefinition<_qiantai_acquiring_v1_RegisterCardRequest, _qiantai_acquiring_v1_MemberCard, _qiantai_acquiring_v1_RegisterCardRequest__Output, _qiantai_acquiring_v1_MemberCard__Output>
  RegisterOwnCard: MethodDefinition<_qiantai_acquiring_v1_RegisterCardRequest, _qiantai_acquiring_v1_MemberCard, _qiantai_acquiring_v1_RegisterCardRequest__Output, _qiantai_acquiring_v1_MemberCard__Output>
  RemoveCard: MethodDefinition<_qiantai_acquiring_v1_RemoveMemberCardRequest, _qiantai_acquiring_v1_RemoveMemberCardReply, _qiantai_acquiring_v1_RemoveMemberCardRequest__Output, _qiantai_acquiring_v1_RemoveMemberCardReply__Output>
  ResolveWithdrawal: MethodDefinition<_qiantai_acquiring_v1_MemberOperationStep, _qiantai_acquiring_v1_MemberOperation, _qiantai_acquiring_v1_MemberOperationStep__Output, _qiantai_acquiring_v1_MemberOperation__Output>
  ReviewWithdrawal: MethodDefinition<_qiantai_acquiring_v1_ReviewWithdrawalRequest, _qiantai_acquiring_v1_MemberOperation, _qiantai_acquiring_v1_ReviewWithdrawalRequest__Output, _qiantai_acquiring_v1_MemberOperation__Output>
  SetTerms: MethodDefinition<_qiantai_acquiring_v1_SetMemberTermsRequest, _qiantai_acquiring_v1_MemberTerms, _qiantai_acquiring_v1_SetMemberTermsRequest__Output, _qiantai_acquiring_v1_MemberTerms__Output>
  Transfer: MethodDefinition<_qiantai_acquiring_v1_MemberTransferRequest, _qiantai_acquiring_v1_MemberOperation, _qiantai_acquiring_v1_MemberTransferRequest__Output, _qiantai_acquiring_v1_MemberOperation__Output>
  Withdraw: MethodDefinition<_qiantai_acquiring_v1_MemberWithdrawRequest, _qiantai_acquiring_v1_MemberOperation, _qiantai_acquiring_v1_MemberWithdrawRequest__Output, _qiantai_acquiring_v1_MemberOperation__Output>
}
