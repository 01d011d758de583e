// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { ApplySettingsReply as _qiantai_acquiring_v1_ApplySettingsReply, ApplySettingsReply__Output as _qiantai_acquiring_v1_ApplySettingsReply__Output } from '../../../qiantai/acquiring/v1/ApplySettingsReply.ts';
import type { ApplySettingsRequest as _qiantai_acquiring_v1_ApplySettingsRequest, ApplySettingsRequest__Output as _qiantai_acquiring_v1_ApplySettingsRequest__Output } from '../../../qiantai/acquiring/v1/ApplySettingsRequest.ts';
import type { ChangeOwnPasswordReply as _qiantai_acquiring_v1_ChangeOwnPasswordReply, ChangeOwnPasswordReply__Output as _qiantai_acquiring_v1_ChangeOwnPasswordReply__Output } from '../../../qiantai/acquiring/v1/ChangeOwnPasswordReply.ts';
import type { ChangeOwnPasswordRequest as _qiantai_acquiring_v1_ChangeOwnPasswordRequest, ChangeOwnPasswordRequest__Output as _qiantai_acquiring_v1_ChangeOwnPasswordRequest__Output } from '../../../qiantai/acquiring/v1/ChangeOwnPasswordRequest.ts';
import type { CommitImportRequest as _qiantai_acquiring_v1_CommitImportRequest, CommitImportRequest__Output as _qiantai_acquiring_v1_CommitImportRequest__Output } from '../../../qiantai/acquiring/v1/CommitImportRequest.ts';
import type { CreateHeadquartersUserRequest as _qiantai_acquiring_v1_CreateHeadquartersUserRequest, CreateHeadquartersUserRequest__Output as _qiantai_acquiring_v1_CreateHeadquartersUserRequest__Output } from '../../../qiantai/acquiring/v1/CreateHeadquartersUserRequest.ts';
import type { GetRiskRequest as _qiantai_acquiring_v1_GetRiskRequest, GetRiskRequest__Output as _qiantai_acquiring_v1_GetRiskRequest__Output } from '../../../qiantai/acquiring/v1/GetRiskRequest.ts';
import type { GetTreeReply as _qiantai_acquiring_v1_GetTreeReply, GetTreeReply__Output as _qiantai_acquiring_v1_GetTreeReply__Output } from '../../../qiantai/acquiring/v1/GetTreeReply.ts';
import type { GetTreeRequest as _qiantai_acquiring_v1_GetTreeRequest, GetTreeRequest__Output as _qiantai_acquiring_v1_GetTreeRequest__Output } from '../../../qiantai/acquiring/v1/GetTreeRequest.ts';
import type { HeadquartersUserFields as _qiantai_acquiring_v1_HeadquartersUserFields, HeadquartersUserFields__Output as _qiantai_acquiring_v1_HeadquartersUserFields__Output } from '../../../qiantai/acquiring/v1/HeadquartersUserFields.ts';
import type { HeadquartersUserReply as _qiantai_acquiring_v1_HeadquartersUserReply, HeadquartersUserReply__Output as _qiantai_acquiring_v1_HeadquartersUserReply__Output } from '../../../qiantai/acquiring/v1/HeadquartersUserReply.ts';
import type { ListHeadquartersUsersReply as _qiantai_acquiring_v1_ListHeadquartersUsersReply, ListHeadquartersUsersReply__Output as _qiantai_acquiring_v1_ListHeadquartersUsersReply__Output } from '../../../qiantai/acquiring/v1/ListHeadquartersUsersReply.ts';
import type { ListHeadquartersUsersRequest as _qiantai_acquiring_v1_ListHeadquartersUsersRequest, ListHeadquartersUsersRequest__Output as _qiantai_acquiring_v1_ListHeadquartersUsersRequest__Output } from '../../../qiantai/acquiring/v1/ListHeadquartersUsersRequest.ts';
import type { ListSettingHistoryReply as _qiantai_acquiring_v1_ListSettingHistoryReply, ListSettingHistoryReply__Output as _qiantai_acquiring_v1_ListSettingHistoryReply__Output } from '../../../qiantai/acquiring/v1/ListSettingHistoryReply.ts';
import type { ListSettingHistoryRequest as _qiantai_acquiring_v1_ListSettingHistoryRequest, ListSettingHistoryRequest__Output as _qiantai_acquiring_v1_ListSettingHistoryRequest__Output } from '../../../qiantai/acquiring/v1/ListSettingHistoryRequest.ts';
import type { ListSettingsReply as _qiantai_acquiring_v1_ListSettingsReply, ListSettingsReply__Output as _qiantai_acquiring_v1_ListSettingsReply__Output } from '../../../qiantai/acquiring/v1/ListSettingsReply.ts';
import type { ListSettingsRequest as _qiantai_acquiring_v1_ListSettingsRequest, ListSettingsRequest__Output as _qiantai_acquiring_v1_ListSettingsRequest__Output } from '../../../qiantai/acquiring/v1/ListSettingsRequest.ts';
import type { ListTillDeedsReply as _qiantai_acquiring_v1_ListTillDeedsReply, ListTillDeedsReply__Output as _qiantai_acquiring_v1_ListTillDeedsReply__Output } from '../../../qiantai/acquiring/v1/ListTillDeedsReply.ts';
import type { ListTillDeedsRequest as _qiantai_acquiring_v1_ListTillDeedsRequest, ListTillDeedsRequest__Output as _qiantai_acquiring_v1_ListTillDeedsRequest__Output } from '../../../qiantai/acquiring/v1/ListTillDeedsRequest.ts';
import type { PreviewImportReply as _qiantai_acquiring_v1_PreviewImportReply, PreviewImportReply__Output as _qiantai_acquiring_v1_PreviewImportReply__Output } from '../../../qiantai/acquiring/v1/PreviewImportReply.ts';
import type { PreviewImportRequest as _qiantai_acquiring_v1_PreviewImportRequest, PreviewImportRequest__Output as _qiantai_acquiring_v1_PreviewImportRequest__Output } from '../../../qiantai/acquiring/v1/PreviewImportRequest.ts';
import type { PutOperatorRequest as _qiantai_acquiring_v1_PutOperatorRequest, PutOperatorRequest__Output as _qiantai_acquiring_v1_PutOperatorRequest__Output } from '../../../qiantai/acquiring/v1/PutOperatorRequest.ts';
import type { PutRegionRequest as _qiantai_acquiring_v1_PutRegionRequest, PutRegionRequest__Output as _qiantai_acquiring_v1_PutRegionRequest__Output } from '../../../qiantai/acquiring/v1/PutRegionRequest.ts';
import type { PutStoreRequest as _qiantai_acquiring_v1_PutStoreRequest, PutStoreRequest__Output as _qiantai_acquiring_v1_PutStoreRequest__Output } from '../../../qiantai/acquiring/v1/PutStoreRequest.ts';
import type { PutTerminalRequest as _qiantai_acquiring_v1_PutTerminalRequest, PutTerminalRequest__Output as _qiantai_acquiring_v1_PutTerminalRequest__Output } from '../../../qiantai/acquiring/v1/PutTerminalRequest.ts';
import type { RecordRiskRequest as _qiantai_acquiring_v1_RecordRiskRequest, RecordRiskRequest__Output as _qiantai_acquiring_v1_RecordRiskRequest__Output } from '../../../qiantai/acquiring/v1/RecordRiskRequest.ts';
import type { RemoveOperatorRequest as _qiantai_acquiring_v1_RemoveOperatorRequest, RemoveOperatorRequest__Output as _qiantai_acquiring_v1_RemoveOperatorRequest__Output } from '../../../qiantai/acquiring/v1/RemoveOperatorRequest.ts';
import type { RemoveRegionRequest as _qiantai_acquiring_v1_RemoveRegionRequest, RemoveRegionRequest__Output as _qiantai_acquiring_v1_RemoveRegionRequest__Output } from '../../../qiantai/acquiring/v1/RemoveRegionRequest.ts';
import type { RemoveTerminalRequest as _qiantai_acquiring_v1_RemoveTerminalRequest, RemoveTerminalRequest__Output as _qiantai_acquiring_v1_RemoveTerminalRequest__Output } from '../../../qiantai/acquiring/v1/RemoveTerminalRequest.ts';
import type { RevertSettingsRequest as _qiantai_acquiring_v1_RevertSettingsRequest, RevertSettingsRequest__Output as _qiantai_acquiring_v1_RevertSettingsRequest__Output } from '../../../qiantai/acquiring/v1/RevertSettingsRequest.ts';
import type { RevokeHeadquartersUserRequest as _qiantai_acquiring_v1_RevokeHeadquartersUserRequest, RevokeHeadquartersUserRequest__Output as _qiantai_acquiring_v1_RevokeHeadquartersUserRequest__Output } from '../../../qiantai/acquiring/v1/RevokeHeadquartersUserRequest.ts';
import type { RiskReply as _qiantai_acquiring_v1_RiskReply, RiskReply__Output as _qiantai_acquiring_v1_RiskReply__Output } from '../../../qiantai/acquiring/v1/RiskReply.ts';
import type { SetHeadquartersPasswordRequest as _qiantai_acquiring_v1_SetHeadquartersPasswordRequest, SetHeadquartersPasswordRequest__Output as _qiantai_acquiring_v1_SetHeadquartersPasswordRequest__Output } from '../../../qiantai/acquiring/v1/SetHeadquartersPasswordRequest.ts';
import type { SignInReply as _qiantai_acquiring_v1_SignInReply, SignInReply__Output as _qiantai_acquiring_v1_SignInReply__Output } from '../../../qiantai/acquiring/v1/SignInReply.ts';
import type { SignInRequest as _qiantai_acquiring_v1_SignInRequest, SignInRequest__Output as _qiantai_acquiring_v1_SignInRequest__Output } from '../../../qiantai/acquiring/v1/SignInRequest.ts';
import type { SignOutReply as _qiantai_acquiring_v1_SignOutReply, SignOutReply__Output as _qiantai_acquiring_v1_SignOutReply__Output } from '../../../qiantai/acquiring/v1/SignOutReply.ts';
import type { SignOutRequest as _qiantai_acquiring_v1_SignOutRequest, SignOutRequest__Output as _qiantai_acquiring_v1_SignOutRequest__Output } from '../../../qiantai/acquiring/v1/SignOutRequest.ts';
import type { TreeChangeReply as _qiantai_acquiring_v1_TreeChangeReply, TreeChangeReply__Output as _qiantai_acquiring_v1_TreeChangeReply__Output } from '../../../qiantai/acquiring/v1/TreeChangeReply.ts';
import type { WithdrawRiskRequest as _qiantai_acquiring_v1_WithdrawRiskRequest, WithdrawRiskRequest__Output as _qiantai_acquiring_v1_WithdrawRiskRequest__Output } from '../../../qiantai/acquiring/v1/WithdrawRiskRequest.ts';

export interface HeadquartersServiceClient extends grpc.Client {
  ApplySettings(argument: _qiantai_acquiring_v1_ApplySettingsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  ApplySettings(argument: _qiantai_acquiring_v1_ApplySettingsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  ApplySettings(argument: _qiantai_acquiring_v1_ApplySettingsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  ApplySettings(argument: _qiantai_acquiring_v1_ApplySettingsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  applySettings(argument: _qiantai_acquiring_v1_ApplySettingsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  applySettings(argument: _qiantai_acquiring_v1_ApplySettingsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  applySettings(argument: _qiantai_acquiring_v1_ApplySettingsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  applySettings(argument: _qiantai_acquiring_v1_ApplySettingsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  
  ChangeOwnPassword(argument: _qiantai_acquiring_v1_ChangeOwnPasswordRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ChangeOwnPasswordReply__Output>): grpc.ClientUnaryCall;
  ChangeOwnPassword(argument: _qiantai_acquiring_v1_ChangeOwnPasswordRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ChangeOwnPasswordReply__Output>): grpc.ClientUnaryCall;
  ChangeOwnPassword(argument: _qiantai_acquiring_v1_ChangeOwnPasswordRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ChangeOwnPasswordReply__Output>): grpc.ClientUnaryCall;
  ChangeOwnPassword(argument: _qiantai_acquiring_v1_ChangeOwnPasswordRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ChangeOwnPasswordReply__Output>): grpc.ClientUnaryCall;
  changeOwnPassword(argument: _qiantai_acquiring_v1_ChangeOwnPasswordRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ChangeOwnPasswordReply__Output>): grpc.ClientUnaryCall;
  changeOwnPassword(argument: _qiantai_acquiring_v1_ChangeOwnPasswordRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ChangeOwnPasswordReply__Output>): grpc.ClientUnaryCall;
  changeOwnPassword(argument: _qiantai_acquiring_v1_ChangeOwnPasswordRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ChangeOwnPasswordReply__Output>): grpc.ClientUnaryCall;
  changeOwnPassword(argument: _qiantai_acquiring_v1_ChangeOwnPasswordRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ChangeOwnPasswordReply__Output>): grpc.ClientUnaryCall;
  
  ChangeUser(argument: _qiantai_acquiring_v1_HeadquartersUserFields, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  ChangeUser(argument: _qiantai_acquiring_v1_HeadquartersUserFields, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  ChangeUser(argument: _qiantai_acquiring_v1_HeadquartersUserFields, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  ChangeUser(argument: _qiantai_acquiring_v1_HeadquartersUserFields, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  changeUser(argument: _qiantai_acquiring_v1_HeadquartersUserFields, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  changeUser(argument: _qiantai_acquiring_v1_HeadquartersUserFields, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  changeUser(argument: _qiantai_acquiring_v1_HeadquartersUserFields, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  changeUser(argument: _qiantai_acquiring_v1_HeadquartersUserFields, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  
  CommitImport(argument: _qiantai_acquiring_v1_CommitImportRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  CommitImport(argument: _qiantai_acquiring_v1_CommitImportRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  CommitImport(argument: _qiantai_acquiring_v1_CommitImportRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  CommitImport(argument: _qiantai_acquiring_v1_CommitImportRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  commitImport(argument: _qiantai_acquiring_v1_CommitImportRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  commitImport(argument: _qiantai_acquiring_v1_CommitImportRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  commitImport(argument: _qiantai_acquiring_v1_CommitImportRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  commitImport(argument: _qiantai_acquiring_v1_CommitImportRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  
  CreateUser(argument: _qiantai_acquiring_v1_CreateHeadquartersUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  CreateUser(argument: _qiantai_acquiring_v1_CreateHeadquartersUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  CreateUser(argument: _qiantai_acquiring_v1_CreateHeadquartersUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  CreateUser(argument: _qiantai_acquiring_v1_CreateHeadquartersUserRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  createUser(argument: _qiantai_acquiring_v1_CreateHeadquartersUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  createUser(argument: _qiantai_acquiring_v1_CreateHeadquartersUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  createUser(argument: _qiantai_acquiring_v1_CreateHeadquartersUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  createUser(argument: _qiantai_acquiring_v1_CreateHeadquartersUserRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  
  GetRisk(argument: _qiantai_acquiring_v1_GetRiskRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  GetRisk(argument: _qiantai_acquiring_v1_GetRiskRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  GetRisk(argument: _qiantai_acquiring_v1_GetRiskRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  GetRisk(argument: _qiantai_acquiring_v1_GetRiskRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  getRisk(argument: _qiantai_acquiring_v1_GetRiskRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  getRisk(argument: _qiantai_acquiring_v1_GetRiskRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  getRisk(argument: _qiantai_acquiring_v1_GetRiskRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  getRisk(argument: _qiantai_acquiring_v1_GetRiskRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  
  GetTree(argument: _qiantai_acquiring_v1_GetTreeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetTreeReply__Output>): grpc.ClientUnaryCall;
  GetTree(argument: _qiantai_acquiring_v1_GetTreeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetTreeReply__Output>): grpc.ClientUnaryCall;
  GetTree(argument: _qiantai_acquiring_v1_GetTreeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetTreeReply__Output>): grpc.ClientUnaryCall;
  GetTree(argument: _qiantai_acquiring_v1_GetTreeRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetTreeReply__Output>): grpc.ClientUnaryCall;
  getTree(argument: _qiantai_acquiring_v1_GetTreeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetTreeReply__Output>): grpc.ClientUnaryCall;
  getTree(argument: _qiantai_acquiring_v1_GetTreeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetTreeReply__Output>): grpc.ClientUnaryCall;
  getTree(argument: _qiantai_acquiring_v1_GetTreeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetTreeReply__Output>): grpc.ClientUnaryCall;
  getTree(argument: _qiantai_acquiring_v1_GetTreeRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetTreeReply__Output>): grpc.ClientUnaryCall;
  
  ListHeadquartersUsers(argument: _qiantai_acquiring_v1_ListHeadquartersUsersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListHeadquartersUsersReply__Output>): grpc.ClientUnaryCall;
  ListHeadquartersUsers(argument: _qiantai_acquiring_v1_ListHeadquartersUsersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListHeadquartersUsersReply__Output>): grpc.ClientUnaryCall;
  ListHeadquartersUsers(argument: _qiantai_acquiring_v1_ListHeadquartersUsersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListHeadquartersUsersReply__Output>): grpc.ClientUnaryCall;
  ListHeadquartersUsers(argument: _qiantai_acquiring_v1_ListHeadquartersUsersRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListHeadquartersUsersReply__Output>): grpc.ClientUnaryCall;
  listHeadquartersUsers(argument: _qiantai_acquiring_v1_ListHeadquartersUsersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListHeadquartersUsersReply__Output>): grpc.ClientUnaryCall;
  listHeadquartersUsers(argument: _qiantai_acquiring_v1_ListHeadquartersUsersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListHeadquartersUsersReply__Output>): grpc.ClientUnaryCall;
  listHeadquartersUsers(argument: _qiantai_acquiring_v1_ListHeadquartersUsersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListHeadquartersUsersReply__Output>): grpc.ClientUnaryCall;
  listHeadquartersUsers(argument: _qiantai_acquiring_v1_ListHeadquartersUsersRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListHeadquartersUsersReply__Output>): grpc.ClientUnaryCall;
  
  ListSettingHistory(argument: _qiantai_acquiring_v1_ListSettingHistoryRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSettingHistoryReply__Output>): grpc.ClientUnaryCall;
  ListSettingHistory(argument: _qiantai_acquiring_v1_ListSettingHistoryRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSettingHistoryReply__Output>): grpc.ClientUnaryCall;
  ListSettingHistory(argument: _qiantai_acquiring_v1_ListSettingHistoryRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSettingHistoryReply__Output>): grpc.ClientUnaryCall;
  ListSettingHistory(argument: _qiantai_acquiring_v1_ListSettingHistoryRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSettingHistoryReply__Output>): grpc.ClientUnaryCall;
  listSettingHistory(argument: _qiantai_acquiring_v1_ListSettingHistoryRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSettingHistoryReply__Output>): grpc.ClientUnaryCall;
  listSettingHistory(argument: _qiantai_acquiring_v1_ListSettingHistoryRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSettingHistoryReply__Output>): grpc.ClientUnaryCall;
  listSettingHistory(argument: _qiantai_acquiring_v1_ListSettingHistoryRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSettingHistoryReply__Output>): grpc.ClientUnaryCall;
  listSettingHistory(argument: _qiantai_acquiring_v1_ListSettingHistoryRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSettingHistoryReply__Output>): grpc.ClientUnaryCall;
  
  ListSettings(argument: _qiantai_acquiring_v1_ListSettingsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSettingsReply__Output>): grpc.ClientUnaryCall;
  ListSettings(argument: _qiantai_acquiring_v1_ListSettingsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSettingsReply__Output>): grpc.ClientUnaryCall;
  ListSettings(argument: _qiantai_acquiring_v1_ListSettingsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSettingsReply__Output>): grpc.ClientUnaryCall;
  ListSettings(argument: _qiantai_acquiring_v1_ListSettingsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSettingsReply__Output>): grpc.ClientUnaryCall;
  listSettings(argument: _qiantai_acquiring_v1_ListSettingsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSettingsReply__Output>): grpc.ClientUnaryCall;
  listSettings(argument: _qiantai_acquiring_v1_ListSettingsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSettingsReply__Output>): grpc.ClientUnaryCall;
  listSettings(argument: _qiantai_acquiring_v1_ListSettingsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSettingsReply__Output>): grpc.ClientUnaryCall;
  listSettings(argument: _qiantai_acquiring_v1_ListSettingsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListSettingsReply__Output>): grpc.ClientUnaryCall;
  
  ListTillDeeds(argument: _qiantai_acquiring_v1_ListTillDeedsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListTillDeedsReply__Output>): grpc.ClientUnaryCall;
  ListTillDeeds(argument: _qiantai_acquiring_v1_ListTillDeedsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListTillDeedsReply__Output>): grpc.ClientUnaryCall;
  ListTillDeeds(argument: _qiantai_acquiring_v1_ListTillDeedsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListTillDeedsReply__Output>): grpc.ClientUnaryCall;
  ListTillDeeds(argument: _qiantai_acquiring_v1_ListTillDeedsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListTillDeedsReply__Output>): grpc.ClientUnaryCall;
  listTillDeeds(argument: _qiantai_acquiring_v1_ListTillDeedsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListTillDeedsReply__Output>): grpc.ClientUnaryCall;
  listTillDeeds(argument: _qiantai_acquiring_v1_ListTillDeedsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListTillDeedsReply__Output>): grpc.ClientUnaryCall;
  listTillDeeds(argument: _qiantai_acquiring_v1_ListTillDeedsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListTillDeedsReply__Output>): grpc.ClientUnaryCall;
  listTillDeeds(argument: _qiantai_acquiring_v1_ListTillDeedsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListTillDeedsReply__Output>): grpc.ClientUnaryCall;
  
  PreviewImport(metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PreviewImportReply__Output>): grpc.ClientWritableStream<_qiantai_acquiring_v1_PreviewImportRequest>;
  PreviewImport(metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PreviewImportReply__Output>): grpc.ClientWritableStream<_qiantai_acquiring_v1_PreviewImportRequest>;
  PreviewImport(options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PreviewImportReply__Output>): grpc.ClientWritableStream<_qiantai_acquiring_v1_PreviewImportRequest>;
  PreviewImport(callback: grpc.requestCallback<_qiantai_acquiring_v1_PreviewImportReply__Output>): grpc.ClientWritableStream<_qiantai_acquiring_v1_PreviewImportRequest>;
  previewImport(metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PreviewImportReply__Output>): grpc.ClientWritableStream<_qiantai_acquiring_v1_PreviewImportRequest>;
  previewImport(metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PreviewImportReply__Output>): grpc.ClientWritableStream<_qiantai_acquiring_v1_PreviewImportRequest>;
  previewImport(options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PreviewImportReply__Output>): grpc.ClientWritableStream<_qiantai_acquiring_v1_PreviewImportRequest>;
  previewImport(callback: grpc.requestCallback<_qiantai_acquiring_v1_PreviewImportReply__Output>): grpc.ClientWritableStream<_qiantai_acquiring_v1_PreviewImportRequest>;
  
  PutOperator(argument: _qiantai_acquiring_v1_PutOperatorRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  PutOperator(argument: _qiantai_acquiring_v1_PutOperatorRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  PutOperator(argument: _qiantai_acquiring_v1_PutOperatorRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  PutOperator(argument: _qiantai_acquiring_v1_PutOperatorRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  putOperator(argument: _qiantai_acquiring_v1_PutOperatorRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  putOperator(argument: _qiantai_acquiring_v1_PutOperatorRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  putOperator(argument: _qiantai_acquiring_v1_PutOperatorRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  putOperator(argument: _qiantai_acquiring_v1_PutOperatorRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  
  PutRegion(argument: _qiantai_acquiring_v1_PutRegionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  PutRegion(argument: _qiantai_acquiring_v1_PutRegionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  PutRegion(argument: _qiantai_acquiring_v1_PutRegionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  PutRegion(argument: _qiantai_acquiring_v1_PutRegionRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  putRegion(argument: _qiantai_acquiring_v1_PutRegionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  putRegion(argument: _qiantai_acquiring_v1_PutRegionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  putRegion(argument: _qiantai_acquiring_v1_PutRegionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  putRegion(argument: _qiantai_acquiring_v1_PutRegionRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  
  PutStore(argument: _qiantai_acquiring_v1_PutStoreRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  PutStore(argument: _qiantai_acquiring_v1_PutStoreRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  PutStore(argument: _qiantai_acquiring_v1_PutStoreRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  PutStore(argument: _qiantai_acquiring_v1_PutStoreRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  putStore(argument: _qiantai_acquiring_v1_PutStoreRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  putStore(argument: _qiantai_acquiring_v1_PutStoreRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  putStore(argument: _qiantai_acquiring_v1_PutStoreRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  putStore(argument: _qiantai_acquiring_v1_PutStoreRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  
  PutTerminal(argument: _qiantai_acquiring_v1_PutTerminalRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  PutTerminal(argument: _qiantai_acquiring_v1_PutTerminalRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  PutTerminal(argument: _qiantai_acquiring_v1_PutTerminalRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  PutTerminal(argument: _qiantai_acquiring_v1_PutTerminalRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  putTerminal(argument: _qiantai_acquiring_v1_PutTerminalRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  putTerminal(argument: _qiantai_acquiring_v1_PutTerminalRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  putTerminal(argument: _qiantai_acquiring_v1_PutTerminalRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  putTerminal(argument: _qiantai_acquiring_v1_PutTerminalRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  
  RecordRisk(argument: _qiantai_acquiring_v1_RecordRiskRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  RecordRisk(argument: _qiantai_acquiring_v1_RecordRiskRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  RecordRisk(argument: _qiantai_acquiring_v1_RecordRiskRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  RecordRisk(argument: _qiantai_acquiring_v1_RecordRiskRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  recordRisk(argument: _qiantai_acquiring_v1_RecordRiskRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  recordRisk(argument: _qiantai_acquiring_v1_RecordRiskRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  recordRisk(argument: _qiantai_acquiring_v1_RecordRiskRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  recordRisk(argument: _qiantai_acquiring_v1_RecordRiskRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  
  RemoveOperator(argument: _qiantai_acquiring_v1_RemoveOperatorRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  RemoveOperator(argument: _qiantai_acquiring_v1_RemoveOperatorRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  RemoveOperator(argument: _qiantai_acquiring_v1_RemoveOperatorRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  RemoveOperator(argument: _qiantai_acquiring_v1_RemoveOperatorRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  removeOperator(argument: _qiantai_acquiring_v1_RemoveOperatorRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  removeOperator(argument: _qiantai_acquiring_v1_RemoveOperatorRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  removeOperator(argument: _qiantai_acquiring_v1_RemoveOperatorRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  removeOperator(argument: _qiantai_acquiring_v1_RemoveOperatorRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  
  RemoveRegion(argument: _qiantai_acquiring_v1_RemoveRegionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  RemoveRegion(argument: _qiantai_acquiring_v1_RemoveRegionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  RemoveRegion(argument: _qiantai_acquiring_v1_RemoveRegionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  RemoveRegion(argument: _qiantai_acquiring_v1_RemoveRegionRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  removeRegion(argument: _qiantai_acquiring_v1_RemoveRegionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  removeRegion(argument: _qiantai_acquiring_v1_RemoveRegionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  removeRegion(argument: _qiantai_acquiring_v1_RemoveRegionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  removeRegion(argument: _qiantai_acquiring_v1_RemoveRegionRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  
  RemoveTerminal(argument: _qiantai_acquiring_v1_RemoveTerminalRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  RemoveTerminal(argument: _qiantai_acquiring_v1_RemoveTerminalRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  RemoveTerminal(argument: _qiantai_acquiring_v1_RemoveTerminalRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  RemoveTerminal(argument: _qiantai_acquiring_v1_RemoveTerminalRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  removeTerminal(argument: _qiantai_acquiring_v1_RemoveTerminalRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  removeTerminal(argument: _qiantai_acquiring_v1_RemoveTerminalRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  removeTerminal(argument: _qiantai_acquiring_v1_RemoveTerminalRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  removeTerminal(argument: _qiantai_acquiring_v1_RemoveTerminalRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_TreeChangeReply__Output>): grpc.ClientUnaryCall;
  
  RevertSettings(argument: _qiantai_acquiring_v1_RevertSettingsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  RevertSettings(argument: _qiantai_acquiring_v1_RevertSettingsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  RevertSettings(argument: _qiantai_acquiring_v1_RevertSettingsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  RevertSettings(argument: _qiantai_acquiring_v1_RevertSettingsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  revertSettings(argument: _qiantai_acquiring_v1_RevertSettingsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  revertSettings(argument: _qiantai_acquiring_v1_RevertSettingsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  revertSettings(argument: _qiantai_acquiring_v1_RevertSettingsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  revertSettings(argument: _qiantai_acquiring_v1_RevertSettingsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ApplySettingsReply__Output>): grpc.ClientUnaryCall;
  
  RevokeUser(argument: _qiantai_acquiring_v1_RevokeHeadquartersUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  RevokeUser(argument: _qiantai_acquiring_v1_RevokeHeadquartersUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  RevokeUser(argument: _qiantai_acquiring_v1_RevokeHeadquartersUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  RevokeUser(argument: _qiantai_acquiring_v1_RevokeHeadquartersUserRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  revokeUser(argument: _qiantai_acquiring_v1_RevokeHeadquartersUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  revokeUser(argument: _qiantai_acquiring_v1_RevokeHeadquartersUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  revokeUser(argument: _qiantai_acquiring_v1_RevokeHeadquartersUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  revokeUser(argument: _qiantai_acquiring_v1_RevokeHeadquartersUserRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  
  SetUserPassword(argument: _qiantai_acquiring_v1_SetHeadquartersPasswordRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  SetUserPassword(argument: _qiantai_acquiring_v1_SetHeadquartersPasswordRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  SetUserPassword(argument: _qiantai_acquiring_v1_SetHeadquartersPasswordRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  SetUserPassword(argument: _qiantai_acquiring_v1_SetHeadquartersPasswordRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  setUserPassword(argument: _qiantai_acquiring_v1_SetHeadquartersPasswordRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  setUserPassword(argument: _qiantai_acquiring_v1_SetHeadquartersPasswordRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  setUserPassword(argument: _qiantai_acquiring_v1_SetHeadquartersPasswordRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  setUserPassword(argument: _qiantai_acquiring_v1_SetHeadquartersPasswordRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  
  SignIn(argument: _qiantai_acquiring_v1_SignInRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_SignInReply__Output>): grpc.ClientUnaryCall;
  SignIn(argument: _qiantai_acquiring_v1_SignInRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_SignInReply__Output>): grpc.ClientUnaryCall;
  SignIn(argument: _qiantai_acquiring_v1_SignInRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_SignInReply__Output>): grpc.ClientUnaryCall;
  SignIn(argument: _qiantai_acquiring_v1_SignInRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_SignInReply__Output>): grpc.ClientUnaryCall;
  signIn(argument: _qiantai_acquiring_v1_SignInRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_SignInReply__Output>): grpc.ClientUnaryCall;
  signIn(argument: _qiantai_acquiring_v1_SignInRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_SignInReply__Output>): grpc.ClientUnaryCall;
  signIn(argument: _qiantai_acquiring_v1_SignInRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_SignInReply__Output>): grpc.ClientUnaryCall;
  signIn(argument: _qiantai_acquiring_v1_SignInRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_SignInReply__Output>): grpc.ClientUnaryCall;
  
  SignOut(argument: _qiantai_acquiring_v1_SignOutRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_SignOutReply__Output>): grpc.ClientUnaryCall;
  SignOut(argument: _qiantai_acquiring_v1_SignOutRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_SignOutReply__Output>): grpc.ClientUnaryCall;
  SignOut(argument: _qiantai_acquiring_v1_SignOutRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_SignOutReply__Output>): grpc.ClientUnaryCall;
  SignOut(argument: _qiantai_acquiring_v1_SignOutRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_SignOutReply__Output>): grpc.ClientUnaryCall;
  signOut(argument: _qiantai_acquiring_v1_SignOutRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_SignOutReply__Output>): grpc.ClientUnaryCall;
  signOut(argument: _qiantai_acquiring_v1_SignOutRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_SignOutReply__Output>): grpc.ClientUnaryCall;
  signOut(argument: _qiantai_acquiring_v1_SignOutRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_SignOutReply__Output>): grpc.ClientUnaryCall;
  signOut(argument: _qiantai_acquiring_v1_SignOutRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_SignOutReply__Output>): grpc.ClientUnaryCall;
  
  WithdrawRisk(argument: _qiantai_acquiring_v1_WithdrawRiskRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  WithdrawRisk(argument: _qiantai_acquiring_v1_WithdrawRiskRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  WithdrawRisk(argument: _qiantai_acquiring_v1_WithdrawRiskRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  WithdrawRisk(argument: _qiantai_acquiring_v1_WithdrawRiskRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  withdrawRisk(argument: _qiantai_acquiring_v1_WithdrawRiskRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  withdrawRisk(argument: _qiantai_acquiring_v1_WithdrawRiskRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  withdrawRisk(argument: _qiantai_acquiring_v1_WithdrawRiskRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  withdrawRisk(argument: _qiantai_acquiring_v1_WithdrawRiskRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_RiskReply__Output>): grpc.ClientUnaryCall;
  
}

export interface HeadquartersServiceHandlers extends grpc.UntypedServiceImplementation {
  ApplySettings: grpc.handleUnaryCall<_qiantai_acquiring_v1_ApplySettingsRequest__Output, _qiantai_acquiring_v1_ApplySettingsReply>;
  
  ChangeOwnPassword: grpc.handleUnaryCall<_qiantai_acquiring_v1_ChangeOwnPasswordRequest__Output, _qiantai_acquiring_v1_ChangeOwnPasswordReply>;
  
  ChangeUser: grpc.handleUnaryCall<_qiantai_acquiring_v1_HeadquartersUserFields__Output, _qiantai_acquiring_v1_HeadquartersUserReply>;
  
  CommitImport: grpc.handleUnaryCall<_qiantai_acquiring_v1_CommitImportRequest__Output, _qiantai_acquiring_v1_ApplySettingsReply>;
  
  CreateUser: grpc.handleUnaryCall<_qiantai_acquiring_v1_CreateHeadquartersUserRequest__Output, _qiantai_acquiring_v1_HeadquartersUserReply>;
  
  GetRisk: grpc.handleUnaryCall<_qiantai_acquiring_v1_GetRiskRequest__Output, _qiantai_acquiring_v1_RiskReply>;
  
  GetTree: grpc.handleUnaryCall<_qiantai_acquiring_v1_GetTreeRequest__Output, _qiantai_acquiring_v1_GetTreeReply>;
  
  ListHeadquartersUsers: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListHeadquartersUsersRequest__Output, _qiantai_acquiring_v1_ListHeadquartersUsersReply>;
  
  ListSettingHistory: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListSettingHistoryRequest__Output, _qiantai_acquiring_v1_ListSettingHistoryReply>;
  
  ListSettings: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListSettingsRequest__Output, _qiantai_acquiring_v1_ListSettingsReply>;
  
  ListTillDeeds: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListTillDeedsRequest__Output, _qiantai_acquiring_v1_ListTillDeedsReply>;
  
  PreviewImport: grpc.handleClientStreamingCall<_qiantai_acquiring_v1_PreviewImportRequest__Output, _qiantai_acquiring_v1_PreviewImportReply>;
  
  PutOperator: grpc.handleUnaryCall<_qiantai_acquiring_v1_PutOperatorRequest__Output, _qiantai_acquiring_v1_ApplySettingsReply>;
  
  PutRegion: grpc.handleUnaryCall<_qiantai_acquiring_v1_PutRegionRequest__Output, _qiantai_acquiring_v1_TreeChangeReply>;
  
  PutStore: grpc.handleUnaryCall<_qiantai_acquiring_v1_PutStoreRequest__Output, _qiantai_acquiring_v1_TreeChangeReply>;
  
  PutTerminal: grpc.handleUnaryCall<_qiantai_acquiring_v1_PutTerminalRequest__Output, _qiantai_acquiring_v1_TreeChangeReply>;
  
  RecordRisk: grpc.handleUnaryCall<_qiantai_acquiring_v1_RecordRiskRequest__Output, _qiantai_acquiring_v1_RiskReply>;
  
  RemoveOperator: grpc.handleUnaryCall<_qiantai_acquiring_v1_RemoveOperatorRequest__Output, _qiantai_acquiring_v1_ApplySettingsReply>;
  
  RemoveRegion: grpc.handleUnaryCall<_qiantai_acquiring_v1_RemoveRegionRequest__Output, _qiantai_acquiring_v1_TreeChangeReply>;
  
  RemoveTerminal: grpc.handleUnaryCall<_qiantai_acquiring_v1_RemoveTerminalRequest__Output, _qiantai_acquiring_v1_TreeChangeReply>;
  
  RevertSettings: grpc.handleUnaryCall<_qiantai_acquiring_v1_RevertSettingsRequest__Output, _qiantai_acquiring_v1_ApplySettingsReply>;
  
  RevokeUser: grpc.handleUnaryCall<_qiantai_acquiring_v1_RevokeHeadquartersUserRequest__Output, _qiantai_acquiring_v1_HeadquartersUserReply>;
  
  SetUserPassword: grpc.handleUnaryCall<_qiantai_acquiring_v1_SetHeadquartersPasswordRequest__Output, _qiantai_acquiring_v1_HeadquartersUserReply>;
  
  SignIn: grpc.handleUnaryCall<_qiantai_acquiring_v1_SignInRequest__Output, _qiantai_acquiring_v1_SignInReply>;
  
  SignOut: grpc.handleUnaryCall<_qiantai_acquiring_v1_SignOutRequest__Output, _qiantai_acquiring_v1_SignOutReply>;
  
  WithdrawRisk: grpc.handleUnaryCall<_qiantai_acquiring_v1_WithdrawRiskRequest__Output, _qiantai_acquiring_v1_RiskReply>;
  
}

export interface HeadquartersServiceDefinition extends grpc.ServiceDefinition {
  ApplySettings: MethodDefinition<_qiantai_acquiring_v1_ApplySettingsRequest, _qiantai_acquiring_v1_ApplySettingsReply, _qiantai_acquiring_v1_ApplySettingsRequest__Output, _qiantai_acquiring_v1_ApplySettingsReply__Output>
  ChangeOwnPassword: MethodDefinition<_qiantai_acquiring_v1_ChangeOwnPasswordRequest, _qiantai_acquiring_v1_ChangeOwnPasswordReply, _qiantai_acquiring_v1_ChangeOwnPasswordRequest__Output, _qiantai_acquiring_v1_ChangeOwnPasswordReply__Output>
  ChangeUser: MethodDefinition<_qiantai_acquiring_v1_HeadquartersUserFields, _qiantai_acquiring_v1_HeadquartersUserReply, _qiantai_acquiring_v1_HeadquartersUserFields__Output, _qiantai_acquiring_v1_HeadquartersUserReply__Output>
  CommitImport: MethodDefinition<_qiantai_acquiring_v1_CommitImportRequest, _qiantai_acquiring_v1_ApplySettingsReply, _qiantai_acquiring_v1_CommitImportRequest__Output, _qiantai_acquiring_v1_ApplySettingsReply__Output>
  CreateUser: MethodDefinition<_qiantai_acquiring_v1_CreateHeadquartersUserRequest, _qiantai_acquiring_v1_HeadquartersUserReply, _qiantai_acquiring_v1_CreateHeadquartersUserRequest__Output, _qiantai_acquiring_v1_HeadquartersUserReply__Output>
  GetRisk: MethodDefinition<_qiantai_acquiring_v1_GetRiskRequest, _qiantai_acquiring_v1_RiskReply, _qiantai_acquiring_v1_GetRiskRequest__Output, _qiantai_acquiring_v1_RiskReply__Output>
  GetTree: MethodDefinition<_qiantai_acquiring_v1_GetTreeRequest, _qiantai_acquiring_v1_GetTreeReply, _qiantai_acquiring_v1_GetTreeRequest__Output, _qiantai_acquiring_v1_GetTreeReply__Output>
  ListHeadquartersUsers: MethodDefinition<_qiantai_acquiring_v1_ListHeadquartersUsersRequest, _qiantai_acquiring_v1_ListHeadquartersUsersReply, _qiantai_acquiring_v1_ListHeadquartersUsersRequest__Output, _qiantai_acquiring_v1_ListHeadquartersUsersReply__Output>
  ListSettingHistory: MethodDefinition<_qiantai_acquiring_v1_ListSettingHistoryRequest, _qiantai_acquiring_v1_ListSettingHistoryReply, _qiantai_acquiring_v1_ListSettingHistoryRequest__Output, _qiantai_acquiring_v1_ListSettingHistoryReply__Output>
  ListSettings: MethodDefinition<_qiantai_acquiring_v1_ListSettingsRequest, _qiantai_acquiring_v1_ListSettingsReply, _qiantai_acquiring_v1_ListSettingsRequest__Output, _qiantai_acquiring_v1_ListSettingsReply__Output>
  ListTillDeeds: MethodDefinition<_qiantai_acquiring_v1_ListTillDeedsRequest, _qiantai_acquiring_v1_ListTillDeedsReply, _qiantai_acquiring_v1_ListTillDeedsRequest__Output, _qiantai_acquiring_v1_ListTillDeedsReply__Output>
  PreviewImport: MethodDefinition<_qiantai_acquiring_v1_PreviewImportRequest, _qiantai_acquiring_v1_PreviewImportReply, _qiantai_acquiring_v1_PreviewImportRequest__Output, _qiantai_acquiring_v1_PreviewImportReply__Output>
  PutOperator: MethodDefinition<_qiantai_acquiring_v1_PutOperatorRequest, _qiantai_acquiring_v1_ApplySettingsReply, _qiantai_acquiring_v1_PutOperatorRequest__Output, _qiantai_acquiring_v1_ApplySettingsReply__Output>
  PutRegion: MethodDefinition<_qiantai_acquiring_v1_PutRegionRequest, _qiantai_acquiring_v1_TreeChangeReply, _qiantai_acquiring_v1_PutRegionRequest__Output, _qiantai_acquiring_v1_TreeChangeReply__Output>
  PutStore: MethodDefinition<_qiantai_acquiring_v1_PutStoreRequest, _qiantai_acquiring_v1_TreeChangeReply, _qiantai_acquiring_v1_PutStoreRequest__Output, _qiantai_acquiring_v1_TreeChangeReply__Output>
  PutTerminal: MethodDefinition<_qiantai_acquiring_v1_PutTerminalRequest, _qiantai_acquiring_v1_TreeChangeReply, _qiantai_acquiring_v1_PutTerminalRequest__Output, _qiantai_acquiring_v1_TreeChangeReply__Output>
  RecordRisk: MethodDefinition<_qiantai_acquiring_v1_RecordRiskRequest, _qiantai_acquiring_v1_RiskReply, _qiantai_acquiring_v1_RecordRiskRequest__Output, _qiantai_acquiring_v1_RiskReply__Output>
  RemoveOperator: MethodDefinition<_qiantai_acquiring_v1_RemoveOperatorRequest, _qiantai_acquiring_v1_ApplySettingsReply, _qiantai_acquiring_v1_RemoveOperatorRequest__Output, _qiantai_acquiring_v1_ApplySettingsReply__Output>
  RemoveRegion: MethodDefinition<_qiantai_acquiring_v1_RemoveRegionRequest, _qiantai_acquiring_v1_TreeChangeReply, _qiantai_acquiring_v1_RemoveRegionRequest__Output, _qiantai_acquiring_v1_TreeChangeReply__Output>
  RemoveTerminal: MethodDefinition<_qiantai_acquiring_v1_RemoveTerminalRequest, _qiantai_acquiring_v1_TreeChangeReply, _qiantai_acquiring_v1_RemoveTerminalRequest__Output, _qiantai_acquiring_v1_TreeChangeReply__Output>
  RevertSettings: MethodDefinition<_qiantai_acquiring_v1_RevertSettingsRequest, _qiantai_acquiring_v1_ApplySettingsReply, _qiantai_acquiring_v1_RevertSettingsRequest__Output, _qiantai_acquiring_v1_ApplySettingsReply__Output>
  RevokeUser: MethodDefinition<_qiantai_acquiring_v1_RevokeHeadquartersUserRequest, _qiantai_acquiring_v1_HeadquartersUserReply, _qiantai_acquiring_v1_RevokeHeadquartersUserRequest__Output, _qiantai_acquiring_v1_HeadquartersUserReply__Output>
  SetUserPassword: MethodDefinition<_qiantai_acquiring_v1_SetHeadquartersPasswordRequest, _qiantai_acquiring_v1_HeadquartersUserReply, _qiantai_acquiring_v1_SetHeadquartersPasswordRequest__Output, _qiantai_acquiring_v1_HeadquartersUserReply__Output>
  SignIn: MethodDefinition<_qiantai_acquiring_v1_SignInRequest, _qiantai_acquiring_v1_SignInReply, _qiantai_acquiring_v1_SignInRequest__Output, _qiantai_acquiring_v1_SignInReply__Output>
  SignOut: MethodDefinition<_qiantai_acquiring_v1_SignOutRequest, _qiantai_acquiring_v1_SignOutReply, _qiantai_acquiring_v1_SignOutRequest__Output, _qiantai_acquiring_v1_SignOutReply__Output>
  WithdrawRisk: MethodDefinition<_qiantai_acquiring_v1_WithdrawRiskRequest, _qiantai_acquiring_v1_RiskReply, _qiantai_acquiring_v1_WithdrawRiskRequest__Output, _qiantai_acquiring_v1_RiskReply__Output>
}
