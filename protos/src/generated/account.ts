import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { FieldMask as _google_protobuf_FieldMask, FieldMask__Output as _google_protobuf_FieldMask__Output } from './google/protobuf/FieldMask.ts';
import type { Account as _qiantai_acquiring_v1_Account, Account__Output as _qiantai_acquiring_v1_Account__Output } from './qiantai/acquiring/v1/Account.ts';
import type { AccountChange as _qiantai_acquiring_v1_AccountChange, AccountChange__Output as _qiantai_acquiring_v1_AccountChange__Output } from './qiantai/acquiring/v1/AccountChange.ts';
import type { AccountFreeze as _qiantai_acquiring_v1_AccountFreeze, AccountFreeze__Output as _qiantai_acquiring_v1_AccountFreeze__Output } from './qiantai/acquiring/v1/AccountFreeze.ts';
import type { AccountHistory as _qiantai_acquiring_v1_AccountHistory, AccountHistory__Output as _qiantai_acquiring_v1_AccountHistory__Output } from './qiantai/acquiring/v1/AccountHistory.ts';
import type { AccountServiceClient as _qiantai_acquiring_v1_AccountServiceClient, AccountServiceDefinition as _qiantai_acquiring_v1_AccountServiceDefinition } from './qiantai/acquiring/v1/AccountService.ts';
import type { AccountStepRequest as _qiantai_acquiring_v1_AccountStepRequest, AccountStepRequest__Output as _qiantai_acquiring_v1_AccountStepRequest__Output } from './qiantai/acquiring/v1/AccountStepRequest.ts';
import type { AccountType as _qiantai_acquiring_v1_AccountType, AccountType__Output as _qiantai_acquiring_v1_AccountType__Output } from './qiantai/acquiring/v1/AccountType.ts';
import type { Balance as _qiantai_acquiring_v1_Balance, Balance__Output as _qiantai_acquiring_v1_Balance__Output } from './qiantai/acquiring/v1/Balance.ts';
import type { ClosingReply as _qiantai_acquiring_v1_ClosingReply, ClosingReply__Output as _qiantai_acquiring_v1_ClosingReply__Output } from './qiantai/acquiring/v1/ClosingReply.ts';
import type { CreateAccountTypeRequest as _qiantai_acquiring_v1_CreateAccountTypeRequest, CreateAccountTypeRequest__Output as _qiantai_acquiring_v1_CreateAccountTypeRequest__Output } from './qiantai/acquiring/v1/CreateAccountTypeRequest.ts';
import type { CreateCustomerRequest as _qiantai_acquiring_v1_CreateCustomerRequest, CreateCustomerRequest__Output as _qiantai_acquiring_v1_CreateCustomerRequest__Output } from './qiantai/acquiring/v1/CreateCustomerRequest.ts';
import type { CreateUserRequest as _qiantai_acquiring_v1_CreateUserRequest, CreateUserRequest__Output as _qiantai_acquiring_v1_CreateUserRequest__Output } from './qiantai/acquiring/v1/CreateUserRequest.ts';
import type { Customer as _qiantai_acquiring_v1_Customer, Customer__Output as _qiantai_acquiring_v1_Customer__Output } from './qiantai/acquiring/v1/Customer.ts';
import type { FreezeAccountRequest as _qiantai_acquiring_v1_FreezeAccountRequest, FreezeAccountRequest__Output as _qiantai_acquiring_v1_FreezeAccountRequest__Output } from './qiantai/acquiring/v1/FreezeAccountRequest.ts';
import type { GetAccountHistoryRequest as _qiantai_acquiring_v1_GetAccountHistoryRequest, GetAccountHistoryRequest__Output as _qiantai_acquiring_v1_GetAccountHistoryRequest__Output } from './qiantai/acquiring/v1/GetAccountHistoryRequest.ts';
import type { GetAccountRequest as _qiantai_acquiring_v1_GetAccountRequest, GetAccountRequest__Output as _qiantai_acquiring_v1_GetAccountRequest__Output } from './qiantai/acquiring/v1/GetAccountRequest.ts';
import type { GetCustomerRequest as _qiantai_acquiring_v1_GetCustomerRequest, GetCustomerRequest__Output as _qiantai_acquiring_v1_GetCustomerRequest__Output } from './qiantai/acquiring/v1/GetCustomerRequest.ts';
import type { IdentityCheck as _qiantai_acquiring_v1_IdentityCheck, IdentityCheck__Output as _qiantai_acquiring_v1_IdentityCheck__Output } from './qiantai/acquiring/v1/IdentityCheck.ts';
import type { ListAccountTypesReply as _qiantai_acquiring_v1_ListAccountTypesReply, ListAccountTypesReply__Output as _qiantai_acquiring_v1_ListAccountTypesReply__Output } from './qiantai/acquiring/v1/ListAccountTypesReply.ts';
import type { ListAccountTypesRequest as _qiantai_acquiring_v1_ListAccountTypesRequest, ListAccountTypesRequest__Output as _qiantai_acquiring_v1_ListAccountTypesRequest__Output } from './qiantai/acquiring/v1/ListAccountTypesRequest.ts';
import type { ListAccountsReply as _qiantai_acquiring_v1_ListAccountsReply, ListAccountsReply__Output as _qiantai_acquiring_v1_ListAccountsReply__Output } from './qiantai/acquiring/v1/ListAccountsReply.ts';
import type { ListAccountsRequest as _qiantai_acquiring_v1_ListAccountsRequest, ListAccountsRequest__Output as _qiantai_acquiring_v1_ListAccountsRequest__Output } from './qiantai/acquiring/v1/ListAccountsRequest.ts';
import type { OnBehalf as _qiantai_acquiring_v1_OnBehalf, OnBehalf__Output as _qiantai_acquiring_v1_OnBehalf__Output } from './qiantai/acquiring/v1/OnBehalf.ts';
import type { OpenAccountRequest as _qiantai_acquiring_v1_OpenAccountRequest, OpenAccountRequest__Output as _qiantai_acquiring_v1_OpenAccountRequest__Output } from './qiantai/acquiring/v1/OpenAccountRequest.ts';
import type { PasswordReply as _qiantai_acquiring_v1_PasswordReply, PasswordReply__Output as _qiantai_acquiring_v1_PasswordReply__Output } from './qiantai/acquiring/v1/PasswordReply.ts';
import type { Photo as _qiantai_acquiring_v1_Photo, Photo__Output as _qiantai_acquiring_v1_Photo__Output } from './qiantai/acquiring/v1/Photo.ts';
import type { RequestPasswordResetReply as _qiantai_acquiring_v1_RequestPasswordResetReply, RequestPasswordResetReply__Output as _qiantai_acquiring_v1_RequestPasswordResetReply__Output } from './qiantai/acquiring/v1/RequestPasswordResetReply.ts';
import type { RequestPasswordResetRequest as _qiantai_acquiring_v1_RequestPasswordResetRequest, RequestPasswordResetRequest__Output as _qiantai_acquiring_v1_RequestPasswordResetRequest__Output } from './qiantai/acquiring/v1/RequestPasswordResetRequest.ts';
import type { ResetPasswordRequest as _qiantai_acquiring_v1_ResetPasswordRequest, ResetPasswordRequest__Output as _qiantai_acquiring_v1_ResetPasswordRequest__Output } from './qiantai/acquiring/v1/ResetPasswordRequest.ts';
import type { SetSwitchRequest as _qiantai_acquiring_v1_SetSwitchRequest, SetSwitchRequest__Output as _qiantai_acquiring_v1_SetSwitchRequest__Output } from './qiantai/acquiring/v1/SetSwitchRequest.ts';
import type { SetWithdrawalPasswordRequest as _qiantai_acquiring_v1_SetWithdrawalPasswordRequest, SetWithdrawalPasswordRequest__Output as _qiantai_acquiring_v1_SetWithdrawalPasswordRequest__Output } from './qiantai/acquiring/v1/SetWithdrawalPasswordRequest.ts';
import type { Switches as _qiantai_acquiring_v1_Switches, Switches__Output as _qiantai_acquiring_v1_Switches__Output } from './qiantai/acquiring/v1/Switches.ts';
import type { UnfreezeAccountRequest as _qiantai_acquiring_v1_UnfreezeAccountRequest, UnfreezeAccountRequest__Output as _qiantai_acquiring_v1_UnfreezeAccountRequest__Output } from './qiantai/acquiring/v1/UnfreezeAccountRequest.ts';
import type { User as _qiantai_acquiring_v1_User, User__Output as _qiantai_acquiring_v1_User__Output } from './qiantai/acquiring/v1/User.ts';
import type { VerifyIdentityRequest as _qiantai_acquiring_v1_VerifyIdentityRequest, VerifyIdentityRequest__Output as _qiantai_acquiring_v1_VerifyIdentityRequest__Output } from './qiantai/acquiring/v1/VerifyIdentityRequest.ts';

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
        Account: MessageTypeDefinition<_qiantai_acquiring_v1_Account, _qiantai_acquiring_v1_Account__Output>
        AccountChange: MessageTypeDefinition<_qiantai_acquiring_v1_AccountChange, _qiantai_acquiring_v1_AccountChange__Output>
        AccountFreeze: MessageTypeDefinition<_qiantai_acquiring_v1_AccountFreeze, _qiantai_acquiring_v1_AccountFreeze__Output>
        AccountHistory: MessageTypeDefinition<_qiantai_acquiring_v1_AccountHistory, _qiantai_acquiring_v1_AccountHistory__Output>
        AccountService: SubtypeConstructor<typeof grpc.Client, _qiantai_acquiring_v1_AccountServiceClient> & { service: _qiantai_acquiring_v1_AccountServiceDefinition }
        AccountStatus: EnumTypeDefinition
        AccountStepRequest: MessageTypeDefinition<_qiantai_acquiring_v1_AccountStepRequest, _qiantai_acquiring_v1_AccountStepRequest__Output>
        AccountSwitch: EnumTypeDefinition
        AccountType: MessageTypeDefinition<_qiantai_acquiring_v1_AccountType, _qiantai_acquiring_v1_AccountType__Output>
        Balance: MessageTypeDefinition<_qiantai_acquiring_v1_Balance, _qiantai_acquiring_v1_Balance__Output>
        ClosingReply: MessageTypeDefinition<_qiantai_acquiring_v1_ClosingReply, _qiantai_acquiring_v1_ClosingReply__Output>
        CreateAccountTypeRequest: MessageTypeDefinition<_qiantai_acquiring_v1_CreateAccountTypeRequest, _qiantai_acquiring_v1_CreateAccountTypeRequest__Output>
        CreateCustomerRequest: MessageTypeDefinition<_qiantai_acquiring_v1_CreateCustomerRequest, _qiantai_acquiring_v1_CreateCustomerRequest__Output>
        CreateUserRequest: MessageTypeDefinition<_qiantai_acquiring_v1_CreateUserRequest, _qiantai_acquiring_v1_CreateUserRequest__Output>
        Customer: MessageTypeDefinition<_qiantai_acquiring_v1_Customer, _qiantai_acquiring_v1_Customer__Output>
        CustomerKind: EnumTypeDefinition
        FreezeAccountRequest: MessageTypeDefinition<_qiantai_acquiring_v1_FreezeAccountRequest, _qiantai_acquiring_v1_FreezeAccountRequest__Output>
        FreezeKind: EnumTypeDefinition
        GetAccountHistoryRequest: MessageTypeDefinition<_qiantai_acquiring_v1_GetAccountHistoryRequest, _qiantai_acquiring_v1_GetAccountHistoryRequest__Output>
        GetAccountRequest: MessageTypeDefinition<_qiantai_acquiring_v1_GetAccountRequest, _qiantai_acquiring_v1_GetAccountRequest__Output>
        GetCustomerRequest: MessageTypeDefinition<_qiantai_acquiring_v1_GetCustomerRequest, _qiantai_acquiring_v1_GetCustomerRequest__Output>
        IdentityCheck: MessageTypeDefinition<_qiantai_acquiring_v1_IdentityCheck, _qiantai_acquiring_v1_IdentityCheck__Output>
        IdentityStatus: EnumTypeDefinition
        ListAccountTypesReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListAccountTypesReply, _qiantai_acquiring_v1_ListAccountTypesReply__Output>
        ListAccountTypesRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListAccountTypesRequest, _qiantai_acquiring_v1_ListAccountTypesRequest__Output>
        ListAccountsReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListAccountsReply, _qiantai_acquiring_v1_ListAccountsReply__Output>
        ListAccountsRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListAccountsRequest, _qiantai_acquiring_v1_ListAccountsRequest__Output>
        OnBehalf: MessageTypeDefinition<_qiantai_acquiring_v1_OnBehalf, _qiantai_acquiring_v1_OnBehalf__Output>
        OpenAccountRequest: MessageTypeDefinition<_qiantai_acquiring_v1_OpenAccountRequest, _qiantai_acquiring_v1_OpenAccountRequest__Output>
        PasswordReply: MessageTypeDefinition<_qiantai_acquiring_v1_PasswordReply, _qiantai_acquiring_v1_PasswordReply__Output>
        Photo: MessageTypeDefinition<_qiantai_acquiring_v1_Photo, _qiantai_acquiring_v1_Photo__Output>
        RequestPasswordResetReply: MessageTypeDefinition<_qiantai_acquiring_v1_RequestPasswordResetReply, _qiantai_acquiring_v1_RequestPasswordResetReply__Output>
        RequestPasswordResetRequest: MessageTypeDefinition<_qiantai_acquiring_v1_RequestPasswordResetRequest, _qiantai_acquiring_v1_RequestPasswordResetRequest__Output>
        ResetPasswordRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ResetPasswordRequest, _qiantai_acquiring_v1_ResetPasswordRequest__Output>
        SetSwitchRequest: MessageTypeDefinition<_qiantai_acquiring_v1_SetSwitchRequest, _qiantai_acquiring_v1_SetSwitchRequest__Output>
        SetWithdrawalPasswordRequest: MessageTypeDefinition<_qiantai_acquiring_v1_SetWithdrawalPasswordRequest, _qiantai_acquiring_v1_SetWithdrawalPasswordRequest__Output>
        Switches: MessageTypeDefinition<_qiantai_acquiring_v1_Switches, _qiantai_acquiring_v1_Switches__Output>
        UnfreezeAccountRequest: MessageTypeDefinition<_qiantai_acquiring_v1_UnfreezeAccountRequest, _qiantai_acquiring_v1_UnfreezeAccountRequest__Output>
        User: MessageTypeDefinition<_qiantai_acquiring_v1_User, _qiantai_acquiring_v1_User__Output>
        VerifyIdentityRequest: MessageTypeDefinition<_qiantai_acquiring_v1_VerifyIdentityRequest, _qiantai_acquiring_v1_VerifyIdentityRequest__Output>
      }
    }
  }
}

