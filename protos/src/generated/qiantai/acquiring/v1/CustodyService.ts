// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { BankAccount as _qiantai_acquiring_v1_BankAccount, BankAccount__Output as _qiantai_acquiring_v1_BankAccount__Output } from '../../../qiantai/acquiring/v1/BankAccount.ts';
import type { BankInstruction as _qiantai_acquiring_v1_BankInstruction, BankInstruction__Output as _qiantai_acquiring_v1_BankInstruction__Output } from '../../../qiantai/acquiring/v1/BankInstruction.ts';
import type { ClearSuspenseRequest as _qiantai_acquiring_v1_ClearSuspenseRequest, ClearSuspenseRequest__Output as _qiantai_acquiring_v1_ClearSuspenseRequest__Output } from '../../../qiantai/acquiring/v1/ClearSuspenseRequest.ts';
import type { CreateBankAccountRequest as _qiantai_acquiring_v1_CreateBankAccountRequest, CreateBankAccountRequest__Output as _qiantai_acquiring_v1_CreateBankAccountRequest__Output } from '../../../qiantai/acquiring/v1/CreateBankAccountRequest.ts';
import type { DailyProof as _qiantai_acquiring_v1_DailyProof, DailyProof__Output as _qiantai_acquiring_v1_DailyProof__Output } from '../../../qiantai/acquiring/v1/DailyProof.ts';
import type { GetDailyProofRequest as _qiantai_acquiring_v1_GetDailyProofRequest, GetDailyProofRequest__Output as _qiantai_acquiring_v1_GetDailyProofRequest__Output } from '../../../qiantai/acquiring/v1/GetDailyProofRequest.ts';
import type { GetInstructionRequest as _qiantai_acquiring_v1_GetInstructionRequest, GetInstructionRequest__Output as _qiantai_acquiring_v1_GetInstructionRequest__Output } from '../../../qiantai/acquiring/v1/GetInstructionRequest.ts';
import type { GetPositionReply as _qiantai_acquiring_v1_GetPositionReply, GetPositionReply__Output as _qiantai_acquiring_v1_GetPositionReply__Output } from '../../../qiantai/acquiring/v1/GetPositionReply.ts';
import type { GetPositionRequest as _qiantai_acquiring_v1_GetPositionRequest, GetPositionRequest__Output as _qiantai_acquiring_v1_GetPositionRequest__Output } from '../../../qiantai/acquiring/v1/GetPositionRequest.ts';
import type { ImportStatementReply as _qiantai_acquiring_v1_ImportStatementReply, ImportStatementReply__Output as _qiantai_acquiring_v1_ImportStatementReply__Output } from '../../../qiantai/acquiring/v1/ImportStatementReply.ts';
import type { ImportStatementRequest as _qiantai_acquiring_v1_ImportStatementRequest, ImportStatementRequest__Output as _qiantai_acquiring_v1_ImportStatementRequest__Output } from '../../../qiantai/acquiring/v1/ImportStatementRequest.ts';
import type { InstructSettlementRequest as _qiantai_acquiring_v1_InstructSettlementRequest, InstructSettlementRequest__Output as _qiantai_acquiring_v1_InstructSettlementRequest__Output } from '../../../qiantai/acquiring/v1/InstructSettlementRequest.ts';
import type { ListBankAccountsReply as _qiantai_acquiring_v1_ListBankAccountsReply, ListBankAccountsReply__Output as _qiantai_acquiring_v1_ListBankAccountsReply__Output } from '../../../qiantai/acquiring/v1/ListBankAccountsReply.ts';
import type { ListBankAccountsRequest as _qiantai_acquiring_v1_ListBankAccountsRequest, ListBankAccountsRequest__Output as _qiantai_acquiring_v1_ListBankAccountsRequest__Output } from '../../../qiantai/acquiring/v1/ListBankAccountsRequest.ts';
import type { ListCustodyExceptionsReply as _qiantai_acquiring_v1_ListCustodyExceptionsReply, ListCustodyExceptionsReply__Output as _qiantai_acquiring_v1_ListCustodyExceptionsReply__Output } from '../../../qiantai/acquiring/v1/ListCustodyExceptionsReply.ts';
import type { ListCustodyExceptionsRequest as _qiantai_acquiring_v1_ListCustodyExceptionsRequest, ListCustodyExceptionsRequest__Output as _qiantai_acquiring_v1_ListCustodyExceptionsRequest__Output } from '../../../qiantai/acquiring/v1/ListCustodyExceptionsRequest.ts';
import type { ListInstructionsReply as _qiantai_acquiring_v1_ListInstructionsReply, ListInstructionsReply__Output as _qiantai_acquiring_v1_ListInstructionsReply__Output } from '../../../qiantai/acquiring/v1/ListInstructionsReply.ts';
import type { ListInstructionsRequest as _qiantai_acquiring_v1_ListInstructionsRequest, ListInstructionsRequest__Output as _qiantai_acquiring_v1_ListInstructionsRequest__Output } from '../../../qiantai/acquiring/v1/ListInstructionsRequest.ts';
import type { ListSuspenseReply as _qiantai_acquiring_v1_ListSuspenseReply, ListSuspenseReply__Output as _qiantai_acquiring_v1_ListSuspenseReply__Output } from '../../../qiantai/acquiring/v1/ListSuspenseReply.ts';
import type { ListSuspenseRequest as _qiantai_acquiring_v1_ListSuspenseRequest, ListSuspenseRequest__Output as _qiantai_acquiring_v1_ListSuspenseRequest__Output } from '../../../qiantai/acquiring/v1/ListSuspenseRequest.ts';
import type { MoveOwnMoneyRequest as _qiantai_acquiring_v1_MoveOwnMoneyRequest, MoveOwnMoneyRequest__Output as _qiantai_acquiring_v1_MoveOwnMoneyRequest__Output } from '../../../qiantai/acquiring/v1/MoveOwnMoneyRequest.ts';
import type { ResolveCustodyExceptionReply as _qiantai_acquiring_v1_ResolveCustodyExceptionReply, ResolveCustodyExceptionReply__Output as _qiantai_acquiring_v1_ResolveCustodyExceptionReply__Output } from '../../../qiantai/acquiring/v1/ResolveCustodyExceptionReply.ts';
import type { ResolveCustodyExceptionRequest as _qiantai_acquiring_v1_ResolveCustodyExceptionRequest, ResolveCustodyExceptionRequest__Output as _qiantai_acquiring_v1_ResolveCustodyExceptionRequest__Output } from '../../../qiantai/acquiring/v1/ResolveCustodyExceptionRequest.ts';
import type { RunDailyProofReply as _qiantai_acquiring_v1_RunDailyProofReply, RunDailyProofReply__Output as _qiantai_acquiring_v1_RunDailyProofReply__Output } from '../../../qiantai/acquiring/v1/RunDailyProofReply.ts';
import type { RunDailyProofRequest as _qiantai_acquiring_v1_RunDailyProofRequest, RunDailyProofRequest__Output as _qiantai_acquiring_v1_RunDailyProofRequest__Output } from '../../../qiantai/acquiring/v1/RunDailyProofRequest.ts';
import type { SetSettlementAccountReply as _qiantai_acquiring_v1_SetSettlementAccountReply, SetSettlementAccountReply__Output as _qiantai_acquiring_v1_SetSettlementAccountReply__Output } from '../../../qiantai/acquiring/v1/SetSettlementAccountReply.ts';
import type { SetSettlementAccountRequest as _qiantai_acquiring_v1_SetSettlementAccountRequest, SetSettlementAccountRequest__Output as _qiantai_acquiring_v1_SetSettlementAccountRequest__Output } from '../../../qiantai/acquiring/v1/SetSettlementAccountRequest.ts';
import type { Suspense as _qiantai_acquiring_v1_Suspense, Suspense__Output as _qiantai_acquiring_v1_Suspense__Output } from '../../../qiantai/acquiring/v1/Suspense.ts';

export interface CustodyServiceClient extends grpc.Client {
  ClearSuspense(argument: _qiantai_acquiring_v1_ClearSuspenseRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Suspense__Output>): grpc.ClientUnaryCall;
  ClearSuspense(argument: _qiantai_acquiring_v1_ClearSuspenseRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Suspense__Output>): grpc.ClientUnaryCall;
  ClearSuspense(argument: _qiantai_acquiring_v1_ClearSuspenseRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Suspense__Output>): grpc.ClientUnaryCall;
  ClearSuspense(argument: _qiantai_acquiring_v1_ClearSuspenseRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Suspense__Output>): grpc.ClientUnaryCall;
  clearSuspense(argument: _qiantai_acquiring_v1_ClearSuspenseRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Suspense__Output>): grpc.ClientUnaryCall;
  clearSuspense(argument: _qiantai_acquiring_v1_ClearSuspenseRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Suspense__Output>): grpc.ClientUnaryCall;
  clearSuspense(argument: _qiantai_acquiring_v1_ClearSuspenseRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Suspense__Output>): grpc.ClientUnaryCall;
  clearSuspense(argument: _qiantai_acquiring_v1_ClearSuspenseRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Suspense__Output>): grpc.ClientUnaryCall;
  
  CreateBankAccount(argument: _qiantai_acquiring_v1_CreateBankAccountRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankAccount__Output>): grpc.ClientUnaryCall;
  CreateBankAccount(argument: _qiantai_acquiring_v1_CreateBankAccountRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankAccount__Output>): grpc.ClientUnaryCall;
  CreateBankAccount(argument: _qiantai_acquiring_v1_CreateBankAccountRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankAccount__Output>): grpc.ClientUnaryCall;
  CreateBankAccount(argument: _qiantai_acquiring_v1_CreateBankAccountRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankAccount__Output>): grpc.ClientUnaryCall;
  createBankAccount(argument: _qiantai_acquiring_v1_CreateBankAccountRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankAccount__Output>): grpc.ClientUnaryCall;
  createBankAccount(argument: _qiantai_acquiring_v1_CreateBankAccountRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankAccount__Output>): grpc.ClientUnaryCall;
  createBankAccount(argument: _qiantai_acquiring_v1_CreateBankAccountRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankAccount__Output>): grpc.ClientUnaryCall;
  createBankAccount(argument: _qiantai_acquiring_v1_CreateBankAccountRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankAccount__Output>): grpc.ClientUnaryCall;
  
  GetDailyProof(argument: _qiantai_acquiring_v1_GetDailyProofRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_DailyProof__Output>): grpc.ClientUnaryCall;
  GetDailyProof(argument: _qiantai_acquiring_v1_GetDailyProofRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_DailyProof__Output>): grpc.ClientUnaryCall;
  GetDailyProof(argument: _qiantai_acquiring_v1_GetDailyProofRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_DailyProof__Output>): grpc.ClientUnaryCall;
  GetDailyProof(argument: _qiantai_acquiring_v1_GetDailyProofRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_DailyProof__Output>): grpc.ClientUnaryCall;
  getDailyProof(argument: _qiantai_acquiring_v1_GetDailyProofRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_DailyProof__Output>): grpc.ClientUnaryCall;
  getDailyProof(argument: _qiantai_acquiring_v1_GetDailyProofRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_DailyProof__Output>): grpc.ClientUnaryCall;
  getDailyProof(argument: _qiantai_acquiring_v1_GetDailyProofRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_DailyProof__Output>): grpc.ClientUnaryCall;
  getDailyProof(argument: _qiantai_acquiring_v1_GetDailyProofRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_DailyProof__Output>): grpc.ClientUnaryCall;
  
  GetInstruction(argument: _qiantai_acquiring_v1_GetInstructionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  GetInstruction(argument: _qiantai_acquiring_v1_GetInstructionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  GetInstruction(argument: _qiantai_acquiring_v1_GetInstructionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  GetInstruction(argument: _qiantai_acquiring_v1_GetInstructionRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  getInstruction(argument: _qiantai_acquiring_v1_GetInstructionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  getInstruction(argument: _qiantai_acquiring_v1_GetInstructionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  getInstruction(argument: _qiantai_acquiring_v1_GetInstructionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  getInstruction(argument: _qiantai_acquiring_v1_GetInstructionRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  
  GetPosition(argument: _qiantai_acquiring_v1_GetPositionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetPositionReply__Output>): grpc.ClientUnaryCall;
  GetPosition(argument: _qiantai_acquiring_v1_GetPositionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetPositionReply__Output>): grpc.ClientUnaryCall;
  GetPosition(argument: _qiantai_acquiring_v1_GetPositionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetPositionReply__Output>): grpc.ClientUnaryCall;
  GetPosition(argument: _qiantai_acquiring_v1_GetPositionRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetPositionReply__Output>): grpc.ClientUnaryCall;
  getPosition(argument: _qiantai_acquiring_v1_GetPositionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetPositionReply__Output>): grpc.ClientUnaryCall;
  getPosition(argument: _qiantai_acquiring_v1_GetPositionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetPositionReply__Output>): grpc.ClientUnaryCall;
  getPosition(argument: _qiantai_acquiring_v1_GetPositionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetPositionReply__Output>): grpc.ClientUnaryCall;
  getPosition(argument: _qiantai_acquiring_v1_GetPositionRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetPositionReply__Output>): grpc.ClientUnaryCall;
  
  ImportStatement(argument: _qiantai_acquiring_v1_ImportStatementRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ImportStatementReply__Output>): grpc.ClientUnaryCall;
  ImportStatement(argument: _qiantai_acquiring_v1_ImportStatementRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ImportStatementReply__Output>): grpc.ClientUnaryCall;
  ImportStatement(argument: _qiantai_acquiring_v1_ImportStatementRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ImportStatementReply__Output>): grpc.ClientUnaryCall;
  ImportStatement(argument: _qiantai_acquiring_v1_ImportStatementRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ImportStatementReply__Output>): grpc.ClientUnaryCall;
  importStatement(argument: _qiantai_acquiring_v1_ImportStatementRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ImportStatementReply__Output>): grpc.ClientUnaryCall;
  importStatement(argument: _qiantai_acquiring_v1_ImportStatementRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ImportStatementReply__Output>): grpc.ClientUnaryCall;
  importStatement(argument: _qiantai_acquiring_v1_ImportStatementRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ImportStatementReply__Output>): grpc.ClientUnaryCall;
  importStatement(argument: _qiantai_acquiring_v1_ImportStatementRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ImportStatementReply__Output>): grpc.ClientUnaryCall;
  
  InstructSettlement(argument: _qiantai_acquiring_v1_InstructSettlementRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  InstructSettlement(argument: _qiantai_acquiring_v1_InstructSettlementRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  InstructSettlement(argument: _qiantai_acquiring_v1_InstructSettlementRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  InstructSettlement(argument: _qiantai_acquiring_v1_InstructSettlementRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  instructSettlement(argument: _qiantai_acquiring_v1_InstructSettlementRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  instructSettlement(argument: _qiantai_acquiring_v1_InstructSettlementRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  instructSettlement(argument: _qiantai_acquiring_v1_InstructSettlementRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  instructSettlement(argument: _qiantai_acquiring_v1_InstructSettlementRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  
  ListBankAccounts(argument: _qiantai_acquiring_v1_ListBankAccountsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListBankAccountsReply__Output>): grpc.ClientUnaryCall;
  ListBankAccounts(argument: _qiantai_acquiring_v1_ListBankAccountsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListBankAccountsReply__Output>): grpc.ClientUnaryCall;
  ListBankAccounts(argument: _qiantai_acquiring_v1_ListBankAccountsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListBankAccountsReply__Output>): grpc.ClientUnaryCall;
  ListBankAccounts(argument: _qiantai_acquiring_v1_ListBankAccountsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListBankAccountsReply__Output>): grpc.ClientUnaryCall;
  listBankAccounts(argument: _qiantai_acquiring_v1_ListBankAccountsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListBankAccountsReply__Output>): grpc.ClientUnaryCall;
  listBankAccounts(argument: _qiantai_acquiring_v1_ListBankAccountsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListBankAccountsReply__Output>): grpc.ClientUnaryCall;
  listBankAccounts(argument: _qiantai_acquiring_v1_ListBankAccountsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListBankAccountsReply__Output>): grpc.ClientUnaryCall;
  listBankAccounts(argument: _qiantai_acquiring_v1_ListBankAccountsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListBankAccountsReply__Output>): grpc.ClientUnaryCall;
  
  ListExceptions(argument: _qiantai_acquiring_v1_ListCustodyExceptionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListCustodyExceptionsReply__Output>): grpc.ClientUnaryCall;
  ListExceptions(argument: _qiantai_acquiring_v1_ListCustodyExceptionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListCustodyExceptionsReply__Output>): grpc.ClientUnaryCall;
  ListExceptions(argument: _qiantai_acquiring_v1_ListCustodyExceptionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListCustodyExceptionsReply__Output>): grpc.ClientUnaryCall;
  ListExceptions(argument: _qiantai_acquiring_v1_ListCustodyExceptionsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListCustodyExceptionsReply__Output>): grpc.ClientUnaryCall;
  listExceptions(argument: _qiantai_acquiring_v1_ListCustodyExceptionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListCustodyExceptionsReply__Output>): grpc.ClientUnaryCall;
  listExceptions(argument: _qiantai_acquiring_v1_ListCustodyExceptionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListCustodyExceptionsReply__Output>): grpc.ClientUnaryCall;
  listExceptions(argument: _qiantai_acquiring_v1_ListCustodyExceptionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListCustodyExceptionsReply__Output>): grpc.ClientUnaryCall;
  listExceptions(argument: _qiantai_acquiring_v1_ListCustodyExceptionsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListCustodyExceptionsReply__Output>): grpc.ClientUnaryCall;
  
  ListInstructions(argument: _qiantai_acquiring_v1_ListInstructionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListInstructionsReply__Output>): grpc.ClientUnaryCall;
  ListInstructions(argument: _qiantai_acquiring_v1_ListInstructionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListInstructionsReply__Output>): grpc.ClientUnaryCall;
  ListInstructions(argument: _qiantai_acquiring_v1_ListInstructionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListInstructionsReply__Output>): grpc.ClientUnaryCall;
  ListInstructions(argument: _qiantai_acquiring_v1_ListInstructionsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListInstructionsReply__Output>): grpc.ClientUnaryCall;
  listInstructions(argument: _qiantai_acquiring_v1_ListInstructionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListInstructionsReply__Output>): grpc.ClientUnaryCall;
  listInstructions(argument: _qiantai_acquiring_v1_ListInstructionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListInstructionsReply__Output>): grpc.ClientUnaryCall;
  listInstructions(argument: _qiantai_acquiring_v1_ListInstructionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListInstructionsReply__Output>): grpc.ClientUnaryCall;
  listInstructions(argument: _qiantai_acquiring_v1_ListInstructionsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListInstructionsReply__Output>): grpc.ClientUnaryCall;
  
  ListSuspense(argument: _qiantai_acquiring_v1_ListSuspenseRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSuspenseReply__Output>): grpc.ClientUnaryCall;
  ListSuspense(argument: _qiantai_acquiring_v1_ListSuspenseRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSuspenseReply__Output>): grpc.ClientUnaryCall;
  ListSuspense(argument: _qiantai_acquiring_v1_ListSuspenseRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSuspenseReply__Output>): grpc.ClientUnaryCall;
  ListSuspense(argument: _qiantai_acquiring_v1_ListSuspenseRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSuspenseReply__Output>): grpc.ClientUnaryCall;
  listSuspense(argument: _qiantai_acquiring_v1_ListSuspenseRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSuspenseReply__Output>): grpc.ClientUnaryCall;
  listSuspense(argument: _qiantai_acquiring_v1_ListSuspenseRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSuspenseReply__Output>): grpc.ClientUnaryCall;
  listSuspense(argument: _qiantai_acquiring_v1_ListSuspenseRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSuspenseReply__Output>): grpc.ClientUnaryCall;
  listSuspense(argument: _qiantai_acquiring_v1_ListSuspenseRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSuspenseReply__Output>): grpc.ClientUnaryCall;
  
  MoveOwnMoney(argument: _qiantai_acquiring_v1_MoveOwnMoneyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  MoveOwnMoney(argument: _qiantai_acquiring_v1_MoveOwnMoneyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  MoveOwnMoney(argument: _qiantai_acquiring_v1_MoveOwnMoneyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  MoveOwnMoney(argument: _qiantai_acquiring_v1_MoveOwnMoneyRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  moveOwnMoney(argument: _qiantai_acquiring_v1_MoveOwnMoneyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  moveOwnMoney(argument: _qiantai_acquiring_v1_MoveOwnMoneyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  moveOwnMoney(argument: _qiantai_acquiring_v1_MoveOwnMoneyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  moveOwnMoney(argument: _qiantai_acquiring_v1_MoveOwnMoneyRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_BankInstruction__Output>): grpc.ClientUnaryCall;
  
  ResolveException(argument: _qiantai_acquiring_v1_ResolveCustodyExceptionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ResolveCustodyExceptionReply__Output>): grpc.ClientUnaryCall;
  ResolveException(argument: _qiantai_acquiring_v1_ResolveCustodyExceptionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ResolveCustodyExceptionReply__Output>): grpc.ClientUnaryCall;
  ResolveException(argument: _qiantai_acquiring_v1_ResolveCustodyExceptionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ResolveCustodyExceptionReply__Output>): grpc.ClientUnaryCall;
  ResolveException(argument: _qiantai_acquiring_v1_ResolveCustodyExceptionRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ResolveCustodyExceptionReply__Output>): grpc.ClientUnaryCall;
  resolveException(argument: _qiantai_acquiring_v1_ResolveCustodyExceptionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ResolveCustodyExceptionReply__Output>): grpc.ClientUnaryCall;
  resolveException(argument: _qiantai_acquiring_v1_ResolveCustodyExceptionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ResolveCustodyExceptionReply__Output>): grpc.ClientUnaryCall;
  resolveException(argument: _qiantai_acquiring_v1_ResolveCustodyExceptionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ResolveCustodyExceptionReply__Output>): grpc.ClientUnaryCall;
  resolveException(argument: _qiantai_acquiring_v1_ResolveCustodyExceptionRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ResolveCustodyExceptionReply__Output>): grpc.ClientUnaryCall;
  
  RunDailyProof(argument: _qiantai_acquiring_v1_RunDailyProofRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RunDailyProofReply__Output>): grpc.ClientUnaryCall;
  RunDailyProof(argument: _qiantai_acquiring_v1_RunDailyProofRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_RunDailyProofReply__Output>): grpc.ClientUnaryCall;
  RunDailyProof(argument: _qiantai_acquiring_v1_RunDailyProofRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RunDailyProofReply__Output>): grpc.ClientUnaryCall;
  RunDailyProof(argument: _qiantai_acquiring_v1_RunDailyProofRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_RunDailyProofReply__Output>): grpc.ClientUnaryCall;
  runDailyProof(argument: _qiantai_acquiring_v1_RunDailyProofRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RunDailyProofReply__Output>): grpc.ClientUnaryCall;
  runDailyProof(argument: _qiantai_acquiring_v1_RunDailyProofRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_RunDailyProofReply__Output>): grpc.ClientUnaryCall;
  runDailyProof(argument: _qiantai_acquiring_v1_RunDailyProofRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RunDailyProofReply__Output>): grpc.ClientUnaryCall;
  runDailyProof(argument: _qiantai_acquiring_v1_RunDailyProofRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_RunDailyProofReply__Output>): grpc.ClientUnaryCall;
  
  SetSettlementAccount(argument: _qiantai_acquiring_v1_SetSettlementAccountRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_SetSettlementAccountReply__Output>): grpc.ClientUnaryCall;
  SetSettlementAccount(argument: _qiantai_acquiring_v1_SetSettlementAccountRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_SetSettlementAccountReply__Output>): grpc.ClientUnaryCall;
  SetSettlementAccount(argument: _qiantai_acquiring_v1_SetSettlementAccountRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_SetSettlementAccountReply__Output>): grpc.ClientUnaryCall;
  SetSettlementAccount(argument: _qiantai_acquiring_v1_SetSettlementAccountRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_SetSettlementAccountReply__Output>): grpc.ClientUnaryCall;
  setSettlementAccount(argument: _qiantai_acquiring_v1_SetSettlementAccountRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_SetSettlementAccountReply__Output>): grpc.ClientUnaryCall;
  setSettlementAccount(argument: _qiantai_acquiring_v1_SetSettlementAccountRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_SetSettlementAccountReply__Output>): grpc.ClientUnaryCall;
  setSettlementAccount(argument: _qiantai_acquiring_v1_SetSettlementAccountRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_SetSettlementAccountReply__Output>): grpc.ClientUnaryCall;
  setSettlementAccount(argument: _qiantai_acquiring_v1_SetSettlementAccountRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_SetSettlementAccountReply__Output>): grpc.ClientUnaryCall;
  
}

export interface CustodyServiceHandlers extends grpc.UntypedServiceImplementation {
  ClearSuspense: grpc.handleUnaryCall<_qiantai_acquiring_v1_ClearSuspenseRequest__Output, _qiantai_acquiring_v1_Suspense>;
  
  CreateBankAccount: grpc.handleUnaryCall<_qiantai_acquiring_v1_CreateBankAccountRequest__Output, _qiantai_acquiring_v1_BankAccount>;
  
  GetDailyProof: grpc.handleUnaryCall<_qiantai_acquiring_v1_GetDailyProofRequest__Output, _qiantai_acquiring_v1_DailyProof>;
  
  GetInstruction: grpc.handleUnaryCall<_qiantai_acquiring_v1_GetInstructionRequest__Output, _qiantai_acquiring_v1_BankInstruction>;
  
  GetPosition: grpc.handleUnaryCall<_qiantai_acquiring_v1_GetPositionRequest__Output, _qiantai_acquiring_v1_GetPositionReply>;
  
  ImportStatement: grpc.handleUnaryCall<_qiantai_acquiring_v1_ImportStatementRequest__Output, _qiantai_acquiring_v1_ImportStatementReply>;
  
  InstructSettlement: grpc.handleUnaryCall<_qiantai_acquiring_v1_InstructSettlementRequest__Output, _qiantai_acquiring_v1_BankInstruction>;
  
  ListBankAccounts: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListBankAccountsRequest__Output, _qiantai_acquiring_v1_ListBankAccountsReply>;
  
  ListExceptions: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListCustodyExceptionsRequest__Output, _qiantai_acquiring_v1_ListCustodyExceptionsReply>;
  
  ListInstructions: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListInstructionsRequest__Output, _qiantai_acquiring_v1_ListInstructionsReply>;
  
  ListSuspense: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListSuspenseRequest__Output, _qiantai_acquiring_v1_ListSuspenseReply>;
  
  MoveOwnMoney: grpc.handleUnaryCall<_qiantai_acquiring_v1_MoveOwnMoneyRequest__Output, _qiantai_acquiring_v1_BankInstruction>;
  
  ResolveException: grpc.handleUnaryCall<_qiantai_acquiring_v1_ResolveCustodyExceptionRequest__Output, _qiantai_acquiring_v1_ResolveCustodyExceptionReply>;
  
  RunDailyProof: grpc.handleUnaryCall<_qiantai_acquiring_v1_RunDailyProofRequest__Output, _qiantai_acquiring_v1_RunDailyProofReply>;
  
  SetSettlementAccount: grpc.handleUnaryCall<_qiantai_acquiring_v1_SetSettlementAccountRequest__Output, _qiantai_acquiring_v1_SetSettlementAccountReply>;
  
}

export interface CustodyServiceDefinition extends grpc.ServiceDefinition {
  ClearSuspense: MethodDefinition<_qiantai_acquiring_v1_ClearSuspenseRequest, _qiantai_acquiring_v1_Suspense, _qiantai_acquiring_v1_ClearSuspenseRequest__Output, _qiantai_acquiring_v1_Suspense__Output>
  CreateBankAccount: MethodDefinition<_qiantai_acquiring_v1_CreateBankAccountRequest, _qiantai_acquiring_v1_BankAccount, _qiantai_acquiring_v1_CreateBankAccountRequest__Output, _qiantai_acquiring_v1_BankAccount__Output>
  GetDailyProof: MethodDefinition<_qiantai_acquiring_v1_GetDailyProofRequest, _qiantai_acquiring_v1_DailyProof, _qiantai_acquiring_v1_GetDailyProofRequest__Output, _qiantai_acquiring_v1_DailyProof__Output>
  GetInstruction: MethodDefinition<_qiantai_acquiring_v1_GetInstructionRequest, _qiantai_acquiring_v1_BankInstruction, _qiantai_acquiring_v1_GetInstructionRequest__Output, _qiantai_acquiring_v1_BankInstruction__Output>
  GetPosition: MethodDefinition<_qiantai_acquiring_v1_GetPositionRequest, _qiantai_acquiring_v1_GetPositionReply, _qiantai_acquiring_v1_GetPositionRequest__Output, _qiantai_acquiring_v1_GetPositionReply__Output>
  ImportStatement: MethodDefinition<_qiantai_acquiring_v1_ImportStatementRequest, _qiantai_acquiring_v1_ImportStatementReply, _qiantai_acquiring_v1_ImportStatementRequest__Output, _qiantai_acquiring_v1_ImportStatementReply__Output>
  InstructSettlement: MethodDefinition<_qiantai_acquiring_v1_InstructSettlementRequest, _qiantai_acquiring_v1_BankInstruction, _qiantai_acquiring_v1_InstructSettlementRequest__Output, _qiantai_acquiring_v1_BankInstruction__Output>
  ListBankAccounts: MethodDefinition<_qiantai_acquiring_v1_ListBankAccountsRequest, _qiantai_acquiring_v1_ListBankAccountsReply, _qiantai_acquiring_v1_ListBankAccountsRequest__Output, _qiantai_acquiring_v1_ListBankAccountsReply__Output>
  ListExceptions: MethodDefinition<_qiantai_acquiring_v1_ListCustodyExceptionsRequest, _qiantai_acquiring_v1_ListCustodyExceptionsReply, _qiantai_acquiring_v1_ListCustodyExceptionsRequest__Output, _qiantai_acquiring_v1_ListCustodyExceptionsReply__Output>
  ListInstructions: MethodDefinition<_qiantai_acquiring_v1_ListInstructionsRequest, _qiantai_acquiring_v1_ListInstructionsReply, _qiantai_acquiring_v1_ListInstructionsRequest__Output, _qiantai_acquiring_v1_ListInstructionsReply__Output>
  ListSuspense: MethodDefinition<_qiantai_acquiring_v1_ListSuspenseRequest, _qiantai_acquiring_v1_ListSuspenseReply, _qiantai_acquiring_v1_ListSuspenseRequest__Output, _qiantai_acquiring_v1_ListSuspenseReply__Output>
  MoveOwnMoney: MethodDefinition<_qiantai_acquiring_v1_MoveOwnMoneyRequest, _qiantai_acquiring_v1_BankInstruction, _qiantai_acquiring_v1_MoveOwnMoneyRequest__Output, _qiantai_acquiring_v1_BankInstruction__Output>
  ResolveException: MethodDefinition<_qiantai_acquiring_v1_ResolveCustodyExceptionRequest, _qiantai_acquiring_v1_ResolveCustodyExceptionReply, _qiantai_acquiring_v1_ResolveCustodyExceptionRequest__Output, _qiantai_acquiring_v1_ResolveCustodyExceptionReply__Output>
  RunDailyProof: MethodDefinition<_qiantai_acquiring_v1_RunDailyProofRequest, _qiantai_acquiring_v1_RunDailyProofReply, _qiantai_acquiring_v1_RunDailyProofRequest__Output, _qiantai_acquiring_v1_RunDailyProofReply__Output>
  SetSettlementAccount: MethodDefinition<_qiantai_acquiring_v1_SetSettlementAccountRequest, _qiantai_acquiring_v1_SetSettlementAccountReply, _qiantai_acquiring_v1_SetSettlementAccountRequest__Output, _qiantai_acquiring_v1_SetSettlementAccountReply__Output>
}
