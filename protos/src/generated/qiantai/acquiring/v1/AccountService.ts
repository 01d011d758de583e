// Original file: protos/proto/qiantai/acquiring/v1/account.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { Account as _qiantai_acquiring_v1_Account, Account__Output as _qiantai_acquiring_v1_Account__Output } from '../../../qiantai/acquiring/v1/Account.ts';
import type { AccountFreeze as _qiantai_acquiring_v1_AccountFreeze, AccountFreeze__Output as _qiantai_acquiring_v1_AccountFreeze__Output } from '../../../qiantai/acquiring/v1/AccountFreeze.ts';
import type { AccountHistory as _qiantai_acquiring_v1_AccountHistory, AccountHistory__Output as _qiantai_acquiring_v1_AccountHistory__Output } from '../../../qiantai/acquiring/v1/AccountHistory.ts';
import type { AccountStepRequest as _qiantai_acquiring_v1_AccountStepRequest, AccountStepRequest__Output as _qiantai_acquiring_v1_AccountStepRequest__Output } from '../../../qiantai/acquiring/v1/AccountStepRequest.ts';
import type { AccountType as _qiantai_acquiring_v1_AccountType, AccountType__Output as _qiantai_acquiring_v1_AccountType__Output } from '../../../qiantai/acquiring/v1/AccountType.ts';
import type { ClosingReply as _qiantai_acquiring_v1_ClosingReply, ClosingReply__Output as _qiantai_acquiring_v1_ClosingReply__Output } from '../../../qiantai/acquiring/v1/ClosingReply.ts';
import type { CreateAccountTypeRequest as _qiantai_acquiring_v1_CreateAccountTypeRequest, CreateAccountTypeRequest__Output as _qiantai_acquiring_v1_CreateAccountTypeRequest__Output } from '../../../qiantai/acquiring/v1/CreateAccountTypeRequest.ts';
import type { CreateCustomerRequest as _qiantai_acquiring_v1_CreateCustomerRequest, CreateCustomerRequest__Output as _qiantai_acquiring_v1_CreateCustomerRequest__Output } from '../../../qiantai/acquiring/v1/CreateCustomerRequest.ts';
import type { CreateUserRequest as _qiantai_acquiring_v1_CreateUserRequest, CreateUserRequest__Output as _qiantai_acquiring_v1_CreateUserRequest__Output } from '../../../qiantai/acquiring/v1/CreateUserRequest.ts';
import type { Customer as _qiantai_acquiring_v1_Customer, Customer__Output as _qiantai_acquiring_v1_Customer__Output } from '../../../qiantai/acquiring/v1/Customer.ts';
import type { FreezeAccountRequest as _qiantai_acquiring_v1_FreezeAccountRequest, FreezeAccountRequest__Output as _qiantai_acquiring_v1_FreezeAccountRequest__Output } from '../../../qiantai/acquiring/v1/FreezeAccountRequest.ts';
import type { GetAccountHistoryRequest as _qiantai_acquiring_v1_GetAccountHistoryRequest, GetAccountHistoryRequest__Output as _qiantai_acquiring_v1_GetAccountHistoryRequest__Output } from '../../../qiantai/acquiring/v1/GetAccountHistoryRequest.ts';
import type { GetAccountRequest as _qiantai_acquiring_v1_GetAccountRequest, GetAccountRequest__Output as _qiantai_acquiring_v1_GetAccountRequest__Output } from '../../../qiantai/acquiring/v1/GetAccountRequest.ts';
import type { GetCustomerRequest as _qiantai_acquiring_v1_GetCustomerRequest, GetCustomerRequest__Output as _qiantai_acquiring_v1_GetCustomerRequest__Output } from '../../../qiantai/acquiring/v1/GetCustomerRequest.ts';
import type { ListAccountTypesReply as _qiantai_acquiring_v1_ListAccountTypesReply, ListAccountTypesReply__Output as _qiantai_acquiring_v1_ListAccountTypesReply__Output } from '../../../qiantai/acquiring/v1/ListAccountTypesReply.ts';
import type { ListAccountTypesRequest as _qiantai_acquiring_v1_ListAccountTypesRequest, ListAccountTypesRequest__Output as _qiantai_acquiring_v1_ListAccountTypesRequest__Output } from '../../../qiantai/acquiring/v1/ListAccountTypesRequest.ts';
import type { ListAccountsReply as _qiantai_acquiring_v1_ListAccountsReply, ListAccountsReply__Output as _qiantai_acquiring_v1_ListAccountsReply__Output } from '../../../qiantai/acquiring/v1/ListAccountsReply.ts';
import type { ListAccountsRequest as _qiantai_acquiring_v1_ListAccountsRequest, ListAccountsRequest__Output as _qiantai_acquiring_v1_ListAccountsRequest__Output } from '../../../qiantai/acquiring/v1/ListAccountsRequest.ts';
import type { OpenAccountRequest as _qiantai_acquiring_v1_OpenAccountRequest, OpenAccountRequest__Output as _qiantai_acquiring_v1_OpenAccountRequest__Output } from '../../../qiantai/acquiring/v1/OpenAccountRequest.ts';
import type { PasswordReply as _qiantai_acquiring_v1_PasswordReply, PasswordReply__Output as _qiantai_acquiring_v1_PasswordReply__Output } from '../../../qiantai/acquiring/v1/PasswordReply.ts';
import type { RequestPasswordResetReply as _qiantai_acquiring_v1_RequestPasswordResetReply, RequestPasswordResetReply__Output as _qiantai_acquiring_v1_RequestPasswordResetReply__Output } from '../../../qiantai/acquiring/v1/RequestPasswordResetReply.ts';
import type { RequestPasswordResetRequest as _qiantai_acquiring_v1_RequestPasswordResetRequest, RequestPasswordResetRequest__Output as _qiantai_acquiring_v1_RequestPasswordResetRequest__Output } from '../../../qiantai/acquiring/v1/RequestPasswordResetRequest.ts';
import type { ResetPasswordRequest as _qiantai_acquiring_v1_ResetPasswordRequest, ResetPasswordRequest__Output as _qiantai_acquiring_v1_ResetPasswordRequest__Output } from '../../../qiantai/acquiring/v1/ResetPasswordRequest.ts';
import type { SetSwitchRequest as _qiantai_acquiring_v1_SetSwitchRequest, SetSwitchRequest__Output as _qiantai_acquiring_v1_SetSwitchRequest__Output } from '../../../qiantai/acquiring/v1/SetSwitchRequest.ts';
import type { SetWithdrawalPasswordRequest as _qiantai_acquiring_v1_SetWithdrawalPasswordRequest, SetWithdrawalPasswordRequest__Output as _qiantai_acquiring_v1_SetWithdrawalPasswordRequest__Output } from '../../../qiantai/acquiring/v1/SetWithdrawalPasswordRequest.ts';
import type { UnfreezeAccountRequest as _qiantai_acquiring_v1_UnfreezeAccountRequest, UnfreezeAccountRequest__Output as _qiantai_acquiring_v1_UnfreezeAccountRequest__Output } from '../../../qiantai/acquiring/v1/UnfreezeAccountRequest.ts';
import type { User as _qiantai_acquiring_v1_User, User__Output as _qiantai_acquiring_v1_User__Output } from '../../../qiantai/acquiring/v1/User.ts';
import type { VerifyIdentityRequest as _qiantai_acquiring_v1_VerifyIdentityRequest, VerifyIdentityRequest__Output as _qiantai_acquiring_v1_VerifyIdentityRequest__Output } from '../../../qiantai/acquiring/v1/VerifyIdentityRequest.ts';

export interface AccountServiceClient extends grpc.Client {
  CloseAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  CloseAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  CloseAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  CloseAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  closeAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  closeAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  closeAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  closeAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  
  CreateAccountType(argument: _qiantai_acquiring_v1_CreateAccountTypeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountType__Output>): grpc.ClientUnaryCall;
  CreateAccountType(argument: _qiantai_acquiring_v1_CreateAccountTypeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountType__Output>): grpc.ClientUnaryCall;
  CreateAccountType(argument: _qiantai_acquiring_v1_CreateAccountTypeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountType__Output>): grpc.ClientUnaryCall;
  CreateAccountType(argument: _qiantai_acquiring_v1_CreateAccountTypeRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountType__Output>): grpc.ClientUnaryCall;
  createAccountType(argument: _qiantai_acquiring_v1_CreateAccountTypeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountType__Output>): grpc.ClientUnaryCall;
  createAccountType(argument: _qiantai_acquiring_v1_CreateAccountTypeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountType__Output>): grpc.ClientUnaryCall;
  createAccountType(argument: _qiantai_acquiring_v1_CreateAccountTypeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountType__Output>): grpc.ClientUnaryCall;
  createAccountType(argument: _qiantai_acquiring_v1_CreateAccountTypeRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountType__Output>): grpc.ClientUnaryCall;
  
  CreateCustomer(argument: _qiantai_acquiring_v1_CreateCustomerRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  CreateCustomer(argument: _qiantai_acquiring_v1_CreateCustomerRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  CreateCustomer(argument: _qiantai_acquiring_v1_CreateCustomerRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  CreateCustomer(argument: _qiantai_acquiring_v1_CreateCustomerRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  createCustomer(argument: _qiantai_acquiring_v1_CreateCustomerRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  createCustomer(argument: _qiantai_acquiring_v1_CreateCustomerRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  createCustomer(argument: _qiantai_acquiring_v1_CreateCustomerRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  createCustomer(argument: _qiantai_acquiring_v1_CreateCustomerRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  
  CreateUser(argument: _qiantai_acquiring_v1_CreateUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_User__Output>): grpc.ClientUnaryCall;
  CreateUser(argument: _qiantai_acquiring_v1_CreateUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_User__Output>): grpc.ClientUnaryCall;
  CreateUser(argument: _qiantai_acquiring_v1_CreateUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_User__Output>): grpc.ClientUnaryCall;
  CreateUser(argument: _qiantai_acquiring_v1_CreateUserRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_User__Output>): grpc.ClientUnaryCall;
  createUser(argument: _qiantai_acquiring_v1_CreateUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_User__Output>): grpc.ClientUnaryCall;
  createUser(argument: _qiantai_acquiring_v1_CreateUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_User__Output>): grpc.ClientUnaryCall;
  createUser(argument: _qiantai_acquiring_v1_CreateUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_User__Output>): grpc.ClientUnaryCall;
  createUser(argument: _qiantai_acquiring_v1_CreateUserRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_User__Output>): grpc.ClientUnaryCall;
  
  FreezeAccount(argument: _qiantai_acquiring_v1_FreezeAccountRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountFreeze__Output>): grpc.ClientUnaryCall;
  FreezeAccount(argument: _qiantai_acquiring_v1_FreezeAccountRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountFreeze__Output>): grpc.ClientUnaryCall;
  FreezeAccount(argument: _qiantai_acquiring_v1_FreezeAccountRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountFreeze__Output>): grpc.ClientUnaryCall;
  FreezeAccount(argument: _qiantai_acquiring_v1_FreezeAccountRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountFreeze__Output>): grpc.ClientUnaryCall;
  freezeAccount(argument: _qiantai_acquiring_v1_FreezeAccountRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountFreeze__Output>): grpc.ClientUnaryCall;
  freezeAccount(argument: _qiantai_acquiring_v1_FreezeAccountRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountFreeze__Output>): grpc.ClientUnaryCall;
  freezeAccount(argument: _qiantai_acquiring_v1_FreezeAccountRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountFreeze__Output>): grpc.ClientUnaryCall;
  freezeAccount(argument: _qiantai_acquiring_v1_FreezeAccountRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountFreeze__Output>): grpc.ClientUnaryCall;
  
  GetAccount(argument: _qiantai_acquiring_v1_GetAccountRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  GetAccount(argument: _qiantai_acquiring_v1_GetAccountRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  GetAccount(argument: _qiantai_acquiring_v1_GetAccountRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  GetAccount(argument: _qiantai_acquiring_v1_GetAccountRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  getAccount(argument: _qiantai_acquiring_v1_GetAccountRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  getAccount(argument: _qiantai_acquiring_v1_GetAccountRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  getAccount(argument: _qiantai_acquiring_v1_GetAccountRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  getAccount(argument: _qiantai_acquiring_v1_GetAccountRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  
  GetAccountHistory(argument: _qiantai_acquiring_v1_GetAccountHistoryRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountHistory__Output>): grpc.ClientUnaryCall;
  GetAccountHistory(argument: _qiantai_acquiring_v1_GetAccountHistoryRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountHistory__Output>): grpc.ClientUnaryCall;
  GetAccountHistory(argument: _qiantai_acquiring_v1_GetAccountHistoryRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountHistory__Output>): grpc.ClientUnaryCall;
  GetAccountHistory(argument: _qiantai_acquiring_v1_GetAccountHistoryRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountHistory__Output>): grpc.ClientUnaryCall;
  getAccountHistory(argument: _qiantai_acquiring_v1_GetAccountHistoryRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountHistory__Output>): grpc.ClientUnaryCall;
  getAccountHistory(argument: _qiantai_acquiring_v1_GetAccountHistoryRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountHistory__Output>): grpc.ClientUnaryCall;
  getAccountHistory(argument: _qiantai_acquiring_v1_GetAccountHistoryRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountHistory__Output>): grpc.ClientUnaryCall;
  getAccountHistory(argument: _qiantai_acquiring_v1_GetAccountHistoryRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountHistory__Output>): grpc.ClientUnaryCall;
  
  GetCustomer(argument: _qiantai_acquiring_v1_GetCustomerRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  GetCustomer(argument: _qiantai_acquiring_v1_GetCustomerRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  GetCustomer(argument: _qiantai_acquiring_v1_GetCustomerRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  GetCustomer(argument: _qiantai_acquiring_v1_GetCustomerRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  getCustomer(argument: _qiantai_acquiring_v1_GetCustomerRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  getCustomer(argument: _qiantai_acquiring_v1_GetCustomerRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  getCustomer(argument: _qiantai_acquiring_v1_GetCustomerRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  getCustomer(argument: _qiantai_acquiring_v1_GetCustomerRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  
  ListAccountTypes(argument: _qiantai_acquiring_v1_ListAccountTypesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAccountTypesReply__Output>): grpc.ClientUnaryCall;
  ListAccountTypes(argument: _qiantai_acquiring_v1_ListAccountTypesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAccountTypesReply__Output>): grpc.ClientUnaryCall;
  ListAccountTypes(argument: _qiantai_acquiring_v1_ListAccountTypesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAccountTypesReply__Output>): grpc.ClientUnaryCall;
  ListAccountTypes(argument: _qiantai_acquiring_v1_ListAccountTypesRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAccountTypesReply__Output>): grpc.ClientUnaryCall;
  listAccountTypes(argument: _qiantai_acquiring_v1_ListAccountTypesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAccountTypesReply__Output>): grpc.ClientUnaryCall;
  listAccountTypes(argument: _qiantai_acquiring_v1_ListAccountTypesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAccountTypesReply__Output>): grpc.ClientUnaryCall;
  listAccountTypes(argument: _qiantai_acquiring_v1_ListAccountTypesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAccountTypesReply__Output>): grpc.ClientUnaryCall;
  listAccountTypes(argument: _qiantai_acquiring_v1_ListAccountTypesRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAccountTypesReply__Output>): grpc.ClientUnaryCall;
  
  ListAccounts(argument: _qiantai_acquiring_v1_ListAccountsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAccountsReply__Output>): grpc.ClientUnaryCall;
  ListAccounts(argument: _qiantai_acquiring_v1_ListAccountsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAccountsReply__Output>): grpc.ClientUnaryCall;
  ListAccounts(argument: _qiantai_acquiring_v1_ListAccountsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAccountsReply__Output>): grpc.ClientUnaryCall;
  ListAccounts(argument: _qiantai_acquiring_v1_ListAccountsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAccountsReply__Output>): grpc.ClientUnaryCall;
  listAccounts(argument: _qiantai_acquiring_v1_ListAccountsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAccountsReply__Output>): grpc.ClientUnaryCall;
  listAccounts(argument: _qiantai_acquiring_v1_ListAccountsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAccountsReply__Output>): grpc.ClientUnaryCall;
  listAccounts(argument: _qiantai_acquiring_v1_ListAccountsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAccountsReply__Output>): grpc.ClientUnaryCall;
  listAccounts(argument: _qiantai_acquiring_v1_ListAccountsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAccountsReply__Output>): grpc.ClientUnaryCall;
  
  OpenAccount(argument: _qiantai_acquiring_v1_OpenAccountRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  OpenAccount(argument: _qiantai_acquiring_v1_OpenAccountRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  OpenAccount(argument: _qiantai_acquiring_v1_OpenAccountRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  OpenAccount(argument: _qiantai_acquiring_v1_OpenAccountRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  openAccount(argument: _qiantai_acquiring_v1_OpenAccountRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  openAccount(argument: _qiantai_acquiring_v1_OpenAccountRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  openAccount(argument: _qiantai_acquiring_v1_OpenAccountRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  openAccount(argument: _qiantai_acquiring_v1_OpenAccountRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  
  RequestClosing(argument: _qiantai_acquiring_v1_AccountStepRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ClosingReply__Output>): grpc.ClientUnaryCall;
  RequestClosing(argument: _qiantai_acquiring_v1_AccountStepRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ClosingReply__Output>): grpc.ClientUnaryCall;
  RequestClosing(argument: _qiantai_acquiring_v1_AccountStepRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ClosingReply__Output>): grpc.ClientUnaryCall;
  RequestClosing(argument: _qiantai_acquiring_v1_AccountStepRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ClosingReply__Output>): grpc.ClientUnaryCall;
  requestClosing(argument: _qiantai_acquiring_v1_AccountStepRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ClosingReply__Output>): grpc.ClientUnaryCall;
  requestClosing(argument: _qiantai_acquiring_v1_AccountStepRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ClosingReply__Output>): grpc.ClientUnaryCall;
  requestClosing(argument: _qiantai_acquiring_v1_AccountStepRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ClosingReply__Output>): grpc.ClientUnaryCall;
  requestClosing(argument: _qiantai_acquiring_v1_AccountStepRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ClosingReply__Output>): grpc.ClientUnaryCall;
  
  RequestPasswordReset(argument: _qiantai_acquiring_v1_RequestPasswordResetRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RequestPasswordResetReply__Output>): grpc.ClientUnaryCall;
  RequestPasswordReset(argument: _qiantai_acquiring_v1_RequestPasswordResetRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_RequestPasswordResetReply__Output>): grpc.ClientUnaryCall;
  RequestPasswordReset(argument: _qiantai_acquiring_v1_RequestPasswordResetRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RequestPasswordResetReply__Output>): grpc.ClientUnaryCall;
  RequestPasswordReset(argument: _qiantai_acquiring_v1_RequestPasswordResetRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_RequestPasswordResetReply__Output>): grpc.ClientUnaryCall;
  requestPasswordReset(argument: _qiantai_acquiring_v1_RequestPasswordResetRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RequestPasswordResetReply__Output>): grpc.ClientUnaryCall;
  requestPasswordReset(argument: _qiantai_acquiring_v1_RequestPasswordResetRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_RequestPasswordResetReply__Output>): grpc.ClientUnaryCall;
  requestPasswordReset(argument: _qiantai_acquiring_v1_RequestPasswordResetRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RequestPasswordResetReply__Output>): grpc.ClientUnaryCall;
  requestPasswordReset(argument: _qiantai_acquiring_v1_RequestPasswordResetRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_RequestPasswordResetReply__Output>): grpc.ClientUnaryCall;
  
  ResetPassword(argument: _qiantai_acquiring_v1_ResetPasswordRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PasswordReply__Output>): grpc.ClientUnaryCall;
  ResetPassword(argument: _qiantai_acquiring_v1_ResetPasswordRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PasswordReply__Output>): grpc.ClientUnaryCall;
  ResetPassword(argument: _qiantai_acquiring_v1_ResetPasswordRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PasswordReply__Output>): grpc.ClientUnaryCall;
  ResetPassword(argument: _qiantai_acquiring_v1_ResetPasswordRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_PasswordReply__Output>): grpc.ClientUnaryCall;
  resetPassword(argument: _qiantai_acquiring_v1_ResetPasswordRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PasswordReply__Output>): grpc.ClientUnaryCall;
  resetPassword(argument: _qiantai_acquiring_v1_ResetPasswordRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PasswordReply__Output>): grpc.ClientUnaryCall;
  resetPassword(argument: _qiantai_acquiring_v1_ResetPasswordRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PasswordReply__Output>): grpc.ClientUnaryCall;
  resetPassword(argument: _qiantai_acquiring_v1_ResetPasswordRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_PasswordReply__Output>): grpc.ClientUnaryCall;
  
  ResumeAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  ResumeAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  ResumeAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  ResumeAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  resumeAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  resumeAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  resumeAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  resumeAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  
  SetSwitch(argument: _qiantai_acquiring_v1_SetSwitchRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  SetSwitch(argument: _qiantai_acquiring_v1_SetSwitchRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  SetSwitch(argument: _qiantai_acquiring_v1_SetSwitchRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  SetSwitch(argument: _qiantai_acquiring_v1_SetSwitchRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  setSwitch(argument: _qiantai_acquiring_v1_SetSwitchRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  setSwitch(argument: _qiantai_acquiring_v1_SetSwitchRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  setSwitch(argument: _qiantai_acquiring_v1_SetSwitchRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  setSwitch(argument: _qiantai_acquiring_v1_SetSwitchRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  
  SetWithdrawalPassword(argument: _qiantai_acquiring_v1_SetWithdrawalPasswordRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PasswordReply__Output>): grpc.ClientUnaryCall;
  SetWithdrawalPassword(argument: _qiantai_acquiring_v1_SetWithdrawalPasswordRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PasswordReply__Output>): grpc.ClientUnaryCall;
  SetWithdrawalPassword(argument: _qiantai_acquiring_v1_SetWithdrawalPasswordRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PasswordReply__Output>): grpc.ClientUnaryCall;
  SetWithdrawalPassword(argument: _qiantai_acquiring_v1_SetWithdrawalPasswordRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_PasswordReply__Output>): grpc.ClientUnaryCall;
  setWithdrawalPassword(argument: _qiantai_acquiring_v1_SetWithdrawalPasswordRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PasswordReply__Output>): grpc.ClientUnaryCall;
  setWithdrawalPassword(argument: _qiantai_acquiring_v1_SetWithdrawalPasswordRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PasswordReply__Output>): grpc.ClientUnaryCall;
  setWithdrawalPassword(argument: _qiantai_acquiring_v1_SetWithdrawalPasswordRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PasswordReply__Output>): grpc.ClientUnaryCall;
  setWithdrawalPassword(argument: _qiantai_acquiring_v1_SetWithdrawalPasswordRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_PasswordReply__Output>): grpc.ClientUnaryCall;
  
  StopAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  StopAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  StopAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  StopAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  stopAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  stopAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  stopAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  stopAccount(argument: _qiantai_acquiring_v1_AccountStepRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  
  UnfreezeAccount(argument: _qiantai_acquiring_v1_UnfreezeAccountRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountFreeze__Output>): grpc.ClientUnaryCall;
  UnfreezeAccount(argument: _qiantai_acquiring_v1_UnfreezeAccountRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountFreeze__Output>): grpc.ClientUnaryCall;
  UnfreezeAccount(argument: _qiantai_acquiring_v1_UnfreezeAccountRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountFreeze__Output>): grpc.ClientUnaryCall;
  UnfreezeAccount(argument: _qiantai_acquiring_v1_UnfreezeAccountRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountFreeze__Output>): grpc.ClientUnaryCall;
  unfreezeAccount(argument: _qiantai_acquiring_v1_UnfreezeAccountRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountFreeze__Output>): grpc.ClientUnaryCall;
  unfreezeAccount(argument: _qiantai_acquiring_v1_UnfreezeAccountRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountFreeze__Output>): grpc.ClientUnaryCall;
  unfreezeAccount(argument: _qiantai_acquiring_v1_UnfreezeAccountRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountFreeze__Output>): grpc.ClientUnaryCall;
  unfreezeAccount(argument: _qiantai_acquiring_v1_UnfreezeAccountRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_AccountFreeze__Output>): grpc.ClientUnaryCall;
  
  VerifyIdentity(argument: _qiantai_acquiring_v1_VerifyIdentityRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  VerifyIdentity(argument: _qiantai_acquiring_v1_VerifyIdentityRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  VerifyIdentity(argument: _qiantai_acquiring_v1_VerifyIdentityRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  VerifyIdentity(argument: _qiantai_acquiring_v1_VerifyIdentityRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  verifyIdentity(argument: _qiantai_acquiring_v1_VerifyIdentityRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  verifyIdentity(argument: _qiantai_acquiring_v1_VerifyIdentityRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  verifyIdentity(argument: _qiantai_acquiring_v1_VerifyIdentityRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  verifyIdentity(argument: _qiantai_acquiring_v1_VerifyIdentityRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Customer__Output>): grpc.ClientUnaryCall;
  
  WithdrawClosing(argument: _qiantai_acquiring_v1_AccountStepRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  WithdrawClosing(argument: _qiantai_acquiring_v1_AccountStepRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  WithdrawClosing(argument: _qiantai_acquiring_v1_AccountStepRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  WithdrawClosing(argument: _qiantai_acquiring_v1_AccountStepRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  withdrawClosing(argument: _qiantai_acquiring_v1_AccountStepRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  withdrawClosing(argument: _qiantai_acquiring_v1_AccountStepRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  withdrawClosing(argument: _qiantai_acquiring_v1_AccountStepRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  withdrawClosing(argument: _qiantai_acquiring_v1_AccountStepRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Account__Output>): grpc.ClientUnaryCall;
  
}

export interface AccountServiceHandlers extends grpc.UntypedServiceImplementation {
  CloseAccount: grpc.handleUnaryCall<_qiantai_acquiring_v1_AccountStepRequest__Output, _qiantai_acquiring_v1_Account>;
  
  CreateAccountType: grpc.handleUnaryCall<_qiantai_acquiring_v1_CreateAccountTypeRequest__Output, _qiantai_acquiring_v1_AccountType>;
  
  CreateCustomer: grpc.handleUnaryCall<_qiantai_acquiring_v1_CreateCustomerRequest__Output, _qiantai_acquiring_v1_Customer>;
  
  CreateUser: grpc.handleUnaryCall<_qiantai_acquiring_v1_CreateUserRequest__Output, _qiantai_acquiring_v1_User>;
  
  FreezeAccount: grpc.handleUnaryCall<_qiantai_acquiring_v1_FreezeAccountRequest__Output, _qiantai_acquiring_v1_AccountFreeze>;
  
  GetAccount: grpc.handleUnaryCall<_qiantai_acquiring_v1_GetAccountRequest__Output, _qiantai_acquiring_v1_Account>;
  
  GetAccountHistory: grpc.handleUnaryCall<_qiantai_acquiring_v1_GetAccountHistoryRequest__Output, _qiantai_acquiring_v1_AccountHistory>;
  
  GetCustomer: grpc.handleUnaryCall<_qiantai_acquiring_v1_GetCustomerRequest__Output, _qiantai_acquiring_v1_Customer>;
  
  ListAccountTypes: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListAccountTypesRequest__Output, _qiantai_acquiring_v1_ListAccountTypesReply>;
  
  ListAccounts: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListAccountsRequest__Output, _qiantai_acquiring_v1_ListAccountsReply>;
  
  OpenAccount: grpc.handleUnaryCall<_qiantai_acquiring_v1_OpenAccountRequest__Output, _qiantai_acquiring_v1_Account>;
  
  RequestClosing: grpc.handleUnaryCall<_qiantai_acquiring_v1_AccountStepRequest__Output, _qiantai_acquiring_v1_ClosingReply>;
  
  RequestPasswordReset: grpc.handleUnaryCall<_qiantai_acquiring_v1_RequestPasswordResetRequest__Output, _qiantai_acquiring_v1_RequestPasswordResetReply>;
  
  ResetPassword: grpc.handleUnaryCall<_qiantai_acquiring_v1_ResetPasswordRequest__Output, _qiantai_acquiring_v1_PasswordReply>;
  
  ResumeAccount: grpc.handleUnaryCall<_qiantai_acquiring_v1_AccountStepRequest__Output, _qiantai_acquiring_v1_Account>;
  
  SetSwitch: grpc.handleUnaryCall<_qiantai_acquiring_v1_SetSwitchRequest__Output, _qiantai_acquiring_v1_Account>;
  
  SetWithdrawalPassword: grpc.handleUnaryCall<_qiantai_acquiring_v1_SetWithdrawalPasswordRequest__Output, _qiantai_acquiring_v1_PasswordReply>;
  
  StopAccount: grpc.handleUnaryCall<_qiantai_acquiring_v1_AccountStepRequest__Output, _qiantai_acquiring_v1_Account>;
  
  UnfreezeAccount: grpc.handleUnaryCall<_qiantai_acquiring_v1_UnfreezeAccountRequest__Output, _qiantai_acquiring_v1_AccountFreeze>;
  
  VerifyIdentity: grpc.handleUnaryCall<_qiantai_acquiring_v1_VerifyIdentityRequest__Output, _qiantai_acquiring_v1_Customer>;
  
  WithdrawClosing: grpc.handleUnaryCall<_qiantai_acquiring_v1_AccountStepRequest__Output, _qiantai_acquiring_v1_Account>;
  
}

export interface AccountServiceDefinition extends grpc.ServiceDefinition {
  CloseAccount: MethodDefinition<_qiantai_acquiring_v1_AccountStepRequest, _qiantai_acquiring_v1_Account, _qiantai_acquiring_v1_AccountStepRequest__Output, _qiantai_acquiring_v1_Account__Output>
  CreateAccountType: MethodDefinition<_qiantai_acquiring_v1_CreateAccountTypeRequest, _qiantai_acquiring_v1_AccountType, _qiantai_acquiring_v1_CreateAccountTypeRequest__Output, _qiantai_acquiring_v1_AccountType__Output>
  CreateCustomer: MethodDefinition<_qiantai_acquiring_v1_CreateCustomerRequest, _qiantai_acquiring_v1_Customer, _qiantai_acquiring_v1_CreateCustomerRequest__Output, _qiantai_acquiring_v1_Customer__Output>
  CreateUser: MethodDefinition<_qiantai_acquiring_v1_CreateUserRequest, _qiantai_acquiring_v1_User, _qiantai_acquiring_v1_CreateUserRequest__Output, _qiantai_acquiring_v1_User__Output>
  FreezeAccount: MethodDefinition<_qiantai_acquiring_v1_FreezeAccountRequest, _qiantai_acquiring_v1_AccountFreeze, _qiantai_acquiring_v1_FreezeAccountRequest__Output, _qiantai_acquiring_v1_AccountFreeze__Output>
  GetAccount: MethodDefinition<_qiantai_acquiring_v1_GetAccountRequest, _qiantai_acquiring_v1_Account, _qiantai_acquiring_v1_GetAccountRequest__Output, _qiantai_acquiring_v1_Account__Output>
  GetAccountHistory: MethodDefinition<_qiantai_acquiring_v1_GetAccountHistoryRequest, _qiantai_acquiring_v1_AccountHistory, _qiantai_acquiring_v1_GetAccountHistoryRequest__Output, _qiantai_acquiring_v1_AccountHistory__Output>
  GetCustomer: MethodDefinition<_qiantai_acquiring_v1_GetCustomerRequest, _qiantai_acquiring_v1_Customer, _qiantai_acquiring_v1_GetCustomerRequest__Output, _qiantai_acquiring_v1_Customer__Output>
  ListAccountTypes: MethodDefinition<_qiantai_acquiring_v1_ListAccountTypesRequest, _qiantai_acquiring_v1_ListAccountTypesReply, _qiantai_acquiring_v1_ListAccountTypesRequest__Output, _qiantai_acquiring_v1_ListAccountTypesReply__Output>
  ListAccounts: MethodDefinition<_qiantai_acquiring_v1_ListAccountsRequest, _qiantai_acquiring_v1_ListAccountsReply, _qiantai_acquiring_v1_ListAccountsRequest__Output, _qiantai_acquiring_v1_ListAccountsReply__Output>
  OpenAccount: MethodDefinition<_qiantai_acquiring_v1_OpenAccountRequest, _qiantai_acquiring_v1_Account, _qiantai_acquiring_v1_OpenAccountRequest__Output, _qiantai_acquiring_v1_Account__Output>
  RequestClosing: MethodDefinition<_qiantai_acquiring_v1_AccountStepRequest, _qiantai_acquiring_v1_ClosingReply, _qiantai_acquiring_v1_AccountStepRequest__Output, _qiantai_acquiring_v1_ClosingReply__Output>
  RequestPasswordReset: MethodDefinition<_qiantai_acquiring_v1_RequestPasswordResetRequest, _qiantai_acquiring_v1_RequestPasswordResetReply, _qiantai_acquiring_v1_RequestPasswordResetRequest__Output, _qiantai_acquiring_v1_RequestPasswordResetReply__Output>
  ResetPassword: MethodDefinition<_qiantai_acquiring_v1_ResetPasswordRequest, _qiantai_acquiring_v1_PasswordReply, _qiantai_acquiring_v1_ResetPasswordRequest__Output, _qiantai_acquiring_v1_PasswordReply__Output>
  ResumeAccount: MethodDefinition<_qiantai_acquiring_v1_AccountStepRequest, _qiantai_acquiring_v1_Account, _qiantai_acquiring_v1_AccountStepRequest__Output, _qiantai_acquiring_v1_Account__Output>
  SetSwitch: MethodDefinition<_qiantai_acquiring_v1_SetSwitchRequest, _qiantai_acquiring_v1_Account, _qiantai_acquiring_v1_SetSwitchRequest__Output, _qiantai_acquiring_v1_Account__Output>
  SetWithdrawalPassword: MethodDefinition<_qiantai_acquiring_v1_SetWithdrawalPasswordRequest, _qiantai_acquiring_v1_PasswordReply, _qiantai_acquiring_v1_SetWithdrawalPasswordRequest__Output, _qiantai_acquiring_v1_PasswordReply__Output>
  StopAccount: MethodDefinition<_qiantai_acquiring_v1_AccountStepRequest, _qiantai_acquiring_v1_Account, _qiantai_acquiring_v1_AccountStepRequest__Output, _qiantai_acquiring_v1_Account__Output>
  UnfreezeAccount: MethodDefinition<_qiantai_acquiring_v1_UnfreezeAccountRequest, _qiantai_acquiring_v1_AccountFreeze, _qiantai_acquiring_v1_UnfreezeAccountRequest__Output, _qiantai_acquiring_v1_AccountFreeze__Output>
  VerifyIdentity: MethodDefinition<_qiantai_acquiring_v1_VerifyIdentityRequest, _qiantai_acquiring_v1_Customer, _qiantai_acquiring_v1_VerifyIdentityRequest__Output, _qiantai_acquiring_v1_Customer__Output>
  WithdrawClosing: MethodDefinition<_qiantai_acquiring_v1_AccountStepRequest, _qiantai_acquiring_v1_Account, _qiantai_acquiring_v1_AccountStepRequest__Output, _qiantai_acquiring_v1_Account__Output>
}
