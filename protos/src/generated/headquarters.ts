import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { ApplySettingsReply as _qiantai_acquiring_v1_ApplySettingsReply, ApplySettingsReply__Output as _qiantai_acquiring_v1_ApplySettingsReply__Output } from './qiantai/acquiring/v1/ApplySettingsReply.ts';
import type { ApplySettingsRequest as _qiantai_acquiring_v1_ApplySettingsRequest, ApplySettingsRequest__Output as _qiantai_acquiring_v1_ApplySettingsRequest__Output } from './qiantai/acquiring/v1/ApplySettingsRequest.ts';
import type { ChangeOwnPasswordReply as _qiantai_acquiring_v1_ChangeOwnPasswordReply, ChangeOwnPasswordReply__Output as _qiantai_acquiring_v1_ChangeOwnPasswordReply__Output } from './qiantai/acquiring/v1/ChangeOwnPasswordReply.ts';
import type { ChangeOwnPasswordRequest as _qiantai_acquiring_v1_ChangeOwnPasswordRequest, ChangeOwnPasswordRequest__Output as _qiantai_acquiring_v1_ChangeOwnPasswordRequest__Output } from './qiantai/acquiring/v1/ChangeOwnPasswordRequest.ts';
import type { CommitImportRequest as _qiantai_acquiring_v1_CommitImportRequest, CommitImportRequest__Output as _qiantai_acquiring_v1_CommitImportRequest__Output } from './qiantai/acquiring/v1/CommitImportRequest.ts';
import type { CreateHeadquartersUserRequest as _qiantai_acquiring_v1_CreateHeadquartersUserRequest, CreateHeadquartersUserRequest__Output as _qiantai_acquiring_v1_CreateHeadquartersUserRequest__Output } from './qiantai/acquiring/v1/CreateHeadquartersUserRequest.ts';
import type { GetRiskRequest as _qiantai_acquiring_v1_GetRiskRequest, GetRiskRequest__Output as _qiantai_acquiring_v1_GetRiskRequest__Output } from './qiantai/acquiring/v1/GetRiskRequest.ts';
import type { GetTreeReply as _qiantai_acquiring_v1_GetTreeReply, GetTreeReply__Output as _qiantai_acquiring_v1_GetTreeReply__Output } from './qiantai/acquiring/v1/GetTreeReply.ts';
import type { GetTreeRequest as _qiantai_acquiring_v1_GetTreeRequest, GetTreeRequest__Output as _qiantai_acquiring_v1_GetTreeRequest__Output } from './qiantai/acquiring/v1/GetTreeRequest.ts';
import type { HeadquartersAdminServiceClient as _qiantai_acquiring_v1_HeadquartersAdminServiceClient, HeadquartersAdminServiceDefinition as _qiantai_acquiring_v1_HeadquartersAdminServiceDefinition } from './qiantai/acquiring/v1/HeadquartersAdminService.ts';
import type { HeadquartersServiceClient as _qiantai_acquiring_v1_HeadquartersServiceClient, HeadquartersServiceDefinition as _qiantai_acquiring_v1_HeadquartersServiceDefinition } from './qiantai/acquiring/v1/HeadquartersService.ts';
import type { HeadquartersUserFields as _qiantai_acquiring_v1_HeadquartersUserFields, HeadquartersUserFields__Output as _qiantai_acquiring_v1_HeadquartersUserFields__Output } from './qiantai/acquiring/v1/HeadquartersUserFields.ts';
import type { HeadquartersUserReply as _qiantai_acquiring_v1_HeadquartersUserReply, HeadquartersUserReply__Output as _qiantai_acquiring_v1_HeadquartersUserReply__Output } from './qiantai/acquiring/v1/HeadquartersUserReply.ts';
import type { ImportFault as _qiantai_acquiring_v1_ImportFault, ImportFault__Output as _qiantai_acquiring_v1_ImportFault__Output } from './qiantai/acquiring/v1/ImportFault.ts';
import type { ImportHead as _qiantai_acquiring_v1_ImportHead, ImportHead__Output as _qiantai_acquiring_v1_ImportHead__Output } from './qiantai/acquiring/v1/ImportHead.ts';
import type { ImportSample as _qiantai_acquiring_v1_ImportSample, ImportSample__Output as _qiantai_acquiring_v1_ImportSample__Output } from './qiantai/acquiring/v1/ImportSample.ts';
import type { ListHeadquartersUsersReply as _qiantai_acquiring_v1_ListHeadquartersUsersReply, ListHeadquartersUsersReply__Output as _qiantai_acquiring_v1_ListHeadquartersUsersReply__Output } from './qiantai/acquiring/v1/ListHeadquartersUsersReply.ts';
import type { ListHeadquartersUsersRequest as _qiantai_acquiring_v1_ListHeadquartersUsersRequest, ListHeadquartersUsersRequest__Output as _qiantai_acquiring_v1_ListHeadquartersUsersRequest__Output } from './qiantai/acquiring/v1/ListHeadquartersUsersRequest.ts';
import type { ListSettingHistoryReply as _qiantai_acquiring_v1_ListSettingHistoryReply, ListSettingHistoryReply__Output as _qiantai_acquiring_v1_ListSettingHistoryReply__Output } from './qiantai/acquiring/v1/ListSettingHistoryReply.ts';
import type { ListSettingHistoryRequest as _qiantai_acquiring_v1_ListSettingHistoryRequest, ListSettingHistoryRequest__Output as _qiantai_acquiring_v1_ListSettingHistoryRequest__Output } from './qiantai/acquiring/v1/ListSettingHistoryRequest.ts';
import type { ListSettingsReply as _qiantai_acquiring_v1_ListSettingsReply, ListSettingsReply__Output as _qiantai_acquiring_v1_ListSettingsReply__Output } from './qiantai/acquiring/v1/ListSettingsReply.ts';
import type { ListSettingsRequest as _qiantai_acquiring_v1_ListSettingsRequest, ListSettingsRequest__Output as _qiantai_acquiring_v1_ListSettingsRequest__Output } from './qiantai/acquiring/v1/ListSettingsRequest.ts';
import type { ListTillDeedsReply as _qiantai_acquiring_v1_ListTillDeedsReply, ListTillDeedsReply__Output as _qiantai_acquiring_v1_ListTillDeedsReply__Output } from './qiantai/acquiring/v1/ListTillDeedsReply.ts';
import type { ListTillDeedsRequest as _qiantai_acquiring_v1_ListTillDeedsRequest, ListTillDeedsRequest__Output as _qiantai_acquiring_v1_ListTillDeedsRequest__Output } from './qiantai/acquiring/v1/ListTillDeedsRequest.ts';
import type { ListedHeadquartersUser as _qiantai_acquiring_v1_ListedHeadquartersUser, ListedHeadquartersUser__Output as _qiantai_acquiring_v1_ListedHeadquartersUser__Output } from './qiantai/acquiring/v1/ListedHeadquartersUser.ts';
import type { PreviewImportReply as _qiantai_acquiring_v1_PreviewImportReply, PreviewImportReply__Output as _qiantai_acquiring_v1_PreviewImportReply__Output } from './qiantai/acquiring/v1/PreviewImportReply.ts';
import type { PreviewImportRequest as _qiantai_acquiring_v1_PreviewImportRequest, PreviewImportRequest__Output as _qiantai_acquiring_v1_PreviewImportRequest__Output } from './qiantai/acquiring/v1/PreviewImportRequest.ts';
import type { PutOperatorRequest as _qiantai_acquiring_v1_PutOperatorRequest, PutOperatorRequest__Output as _qiantai_acquiring_v1_PutOperatorRequest__Output } from './qiantai/acquiring/v1/PutOperatorRequest.ts';
import type { PutRegionRequest as _qiantai_acquiring_v1_PutRegionRequest, PutRegionRequest__Output as _qiantai_acquiring_v1_PutRegionRequest__Output } from './qiantai/acquiring/v1/PutRegionRequest.ts';
import type { PutStoreRequest as _qiantai_acquiring_v1_PutStoreRequest, PutStoreRequest__Output as _qiantai_acquiring_v1_PutStoreRequest__Output } from './qiantai/acquiring/v1/PutStoreRequest.ts';
import type { PutTerminalRequest as _qiantai_acquiring_v1_PutTerminalRequest, PutTerminalRequest__Output as _qiantai_acquiring_v1_PutTerminalRequest__Output } from './qiantai/acquiring/v1/PutTerminalRequest.ts';
import type { RecordRiskRequest as _qiantai_acquiring_v1_RecordRiskRequest, RecordRiskRequest__Output as _qiantai_acquiring_v1_RecordRiskRequest__Output } from './qiantai/acquiring/v1/RecordRiskRequest.ts';
import type { RemoveOperatorRequest as _qiantai_acquiring_v1_RemoveOperatorRequest, RemoveOperatorRequest__Output as _qiantai_acquiring_v1_RemoveOperatorRequest__Output } from './qiantai/acquiring/v1/RemoveOperatorRequest.ts';
import type { RemoveRegionRequest as _qiantai_acquiring_v1_RemoveRegionRequest, RemoveRegionRequest__Output as _qiantai_acquiring_v1_RemoveRegionRequest__Output } from './qiantai/acquiring/v1/RemoveRegionRequest.ts';
import type { RemoveTerminalRequest as _qiantai_acquiring_v1_RemoveTerminalRequest, RemoveTerminalRequest__Output as _qiantai_acquiring_v1_RemoveTerminalRequest__Output } from './qiantai/acquiring/v1/RemoveTerminalRequest.ts';
import type { RevertSettingsRequest as _qiantai_acquiring_v1_RevertSettingsRequest, RevertSettingsRequest__Output as _qiantai_acquiring_v1_RevertSettingsRequest__Output } from './qiantai/acquiring/v1/RevertSettingsRequest.ts';
import type { RevokeHeadquartersUserRequest as _qiantai_acquiring_v1_RevokeHeadquartersUserRequest, RevokeHeadquartersUserRequest__Output as _qiantai_acquiring_v1_RevokeHeadquartersUserRequest__Output } from './qiantai/acquiring/v1/RevokeHeadquartersUserRequest.ts';
import type { RiskRecord as _qiantai_acquiring_v1_RiskRecord, RiskRecord__Output as _qiantai_acquiring_v1_RiskRecord__Output } from './qiantai/acquiring/v1/RiskRecord.ts';
import type { RiskReply as _qiantai_acquiring_v1_RiskReply, RiskReply__Output as _qiantai_acquiring_v1_RiskReply__Output } from './qiantai/acquiring/v1/RiskReply.ts';
import type { SetHeadquartersPasswordRequest as _qiantai_acquiring_v1_SetHeadquartersPasswordRequest, SetHeadquartersPasswordRequest__Output as _qiantai_acquiring_v1_SetHeadquartersPasswordRequest__Output } from './qiantai/acquiring/v1/SetHeadquartersPasswordRequest.ts';
import type { Setting as _qiantai_acquiring_v1_Setting, Setting__Output as _qiantai_acquiring_v1_Setting__Output } from './qiantai/acquiring/v1/Setting.ts';
import type { SettingFault as _qiantai_acquiring_v1_SettingFault, SettingFault__Output as _qiantai_acquiring_v1_SettingFault__Output } from './qiantai/acquiring/v1/SettingFault.ts';
import type { SettingName as _qiantai_acquiring_v1_SettingName, SettingName__Output as _qiantai_acquiring_v1_SettingName__Output } from './qiantai/acquiring/v1/SettingName.ts';
import type { SettingPut as _qiantai_acquiring_v1_SettingPut, SettingPut__Output as _qiantai_acquiring_v1_SettingPut__Output } from './qiantai/acquiring/v1/SettingPut.ts';
import type { SettingStep as _qiantai_acquiring_v1_SettingStep, SettingStep__Output as _qiantai_acquiring_v1_SettingStep__Output } from './qiantai/acquiring/v1/SettingStep.ts';
import type { SignInReply as _qiantai_acquiring_v1_SignInReply, SignInReply__Output as _qiantai_acquiring_v1_SignInReply__Output } from './qiantai/acquiring/v1/SignInReply.ts';
import type { SignInRequest as _qiantai_acquiring_v1_SignInRequest, SignInRequest__Output as _qiantai_acquiring_v1_SignInRequest__Output } from './qiantai/acquiring/v1/SignInRequest.ts';
import type { SignOutReply as _qiantai_acquiring_v1_SignOutReply, SignOutReply__Output as _qiantai_acquiring_v1_SignOutReply__Output } from './qiantai/acquiring/v1/SignOutReply.ts';
import type { SignOutRequest as _qiantai_acquiring_v1_SignOutRequest, SignOutRequest__Output as _qiantai_acquiring_v1_SignOutRequest__Output } from './qiantai/acquiring/v1/SignOutRequest.ts';
import type { TillDeedEntry as _qiantai_acquiring_v1_TillDeedEntry, TillDeedEntry__Output as _qiantai_acquiring_v1_TillDeedEntry__Output } from './qiantai/acquiring/v1/TillDeedEntry.ts';
import type { TillDeedPlace as _qiantai_acquiring_v1_TillDeedPlace, TillDeedPlace__Output as _qiantai_acquiring_v1_TillDeedPlace__Output } from './qiantai/acquiring/v1/TillDeedPlace.ts';
import type { TreeChangeReply as _qiantai_acquiring_v1_TreeChangeReply, TreeChangeReply__Output as _qiantai_acquiring_v1_TreeChangeReply__Output } from './qiantai/acquiring/v1/TreeChangeReply.ts';
import type { TreeRegion as _qiantai_acquiring_v1_TreeRegion, TreeRegion__Output as _qiantai_acquiring_v1_TreeRegion__Output } from './qiantai/acquiring/v1/TreeRegion.ts';
import type { TreeStore as _qiantai_acquiring_v1_TreeStore, TreeStore__Output as _qiantai_acquiring_v1_TreeStore__Output } from './qiantai/acquiring/v1/TreeStore.ts';
import type { TreeTerminal as _qiantai_acquiring_v1_TreeTerminal, TreeTerminal__Output as _qiantai_acquiring_v1_TreeTerminal__Output } from './qiantai/acquiring/v1/TreeTerminal.ts';
import type { WithdrawRiskRequest as _qiantai_acquiring_v1_WithdrawRiskRequest, WithdrawRiskRequest__Output as _qiantai_acquiring_v1_WithdrawRiskRequest__Output } from './qiantai/acquiring/v1/WithdrawRiskRequest.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  qiantai: {
    acquiring: {
      v1: {
        ApplySettingsReply: MessageTypeDefinition<_qiantai_acquiring_v1_ApplySettingsReply, _qiantai_acquiring_v1_ApplySettingsReply__Output>
        ApplySettingsRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ApplySettingsRequest, _qiantai_acquiring_v1_ApplySettingsRequest__Output>
        ChangeOwnPasswordReply: MessageTypeDefinition<_qiantai_acquiring_v1_ChangeOwnPasswordReply, _qiantai_acquiring_v1_ChangeOwnPasswordReply__Output>
        ChangeOwnPasswordRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ChangeOwnPasswordRequest, _qiantai_acquiring_v1_ChangeOwnPasswordRequest__Output>
        CommitImportRequest: MessageTypeDefinition<_qiantai_acquiring_v1_CommitImportRequest, _qiantai_acquiring_v1_CommitImportRequest__Output>
        CreateHeadquartersUserRequest: MessageTypeDefinition<_qiantai_acquiring_v1_CreateHeadquartersUserRequest, _qiantai_acquiring_v1_CreateHeadquartersUserRequest__Output>
        GetRiskRequest: MessageTypeDefinition<_qiantai_acquiring_v1_GetRiskRequest, _qiantai_acquiring_v1_GetRiskRequest__Output>
        GetTreeReply: MessageTypeDefinition<_qiantai_acquiring_v1_GetTreeReply, _qiantai_acquiring_v1_GetTreeReply__Output>
        GetTreeRequest: MessageTypeDefinition<_qiantai_acquiring_v1_GetTreeRequest, _qiantai_acquiring_v1_GetTreeRequest__Output>
        HeadquartersAdminService: SubtypeConstructor<typeof grpc.Client, _qiantai_acquiring_v1_HeadquartersAdminServiceClient> & { service: _qiantai_acquiring_v1_HeadquartersAdminServiceDefinition }
        HeadquartersService: SubtypeConstructor<typeof grpc.Client, _qiantai_acquiring_v1_HeadquartersServiceClient> & { service: _qiantai_acquiring_v1_HeadquartersServiceDefinition }
        HeadquartersUserFields: MessageTypeDefinition<_qiantai_acquiring_v1_HeadquartersUserFields, _qiantai_acquiring_v1_HeadquartersUserFields__Output>
        HeadquartersUserReply: MessageTypeDefinition<_qiantai_acquiring_v1_HeadquartersUserReply, _qiantai_acquiring_v1_HeadquartersUserReply__Output>
        ImportFault: MessageTypeDefinition<_qiantai_acquiring_v1_ImportFault, _qiantai_acquiring_v1_ImportFault__Output>
        ImportHead: MessageTypeDefinition<_qiantai_acquiring_v1_ImportHead, _qiantai_acquiring_v1_ImportHead__Output>
        ImportSample: MessageTypeDefinition<_qiantai_acquiring_v1_ImportSample, _qiantai_acquiring_v1_ImportSample__Output>
        ListHeadquartersUsersReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListHeadquartersUsersReply, _qiantai_acquiring_v1_ListHeadquartersUsersReply__Output>
        ListHeadquartersUsersRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListHeadquartersUsersRequest, _qiantai_acquiring_v1_ListHeadquartersUsersRequest__Output>
        ListSettingHistoryReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListSettingHistoryReply, _qiantai_acquiring_v1_ListSettingHistoryReply__Output>
        ListSettingHistoryRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListSettingHistoryRequest, _qiantai_acquiring_v1_ListSettingHistoryRequest__Output>
        ListSettingsReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListSettingsReply, _qiantai_acquiring_v1_ListSettingsReply__Output>
        ListSettingsRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListSettingsRequest, _qiantai_acquiring_v1_ListSettingsRequest__Output>
        ListTillDeedsReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListTillDeedsReply, _qiantai_acquiring_v1_ListTillDeedsReply__Output>
        ListTillDeedsRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListTillDeedsRequest, _qiantai_acquiring_v1_ListTillDeedsRequest__Output>
        ListedHeadquartersUser: MessageTypeDefinition<_qiantai_acquiring_v1_ListedHeadquartersUser, _qiantai_acquiring_v1_ListedHeadquartersUser__Output>
        PreviewImportReply: MessageTypeDefinition<_qiantai_acquiring_v1_PreviewImportReply, _qiantai_acquiring_v1_PreviewImportReply__Output>
        PreviewImportRequest: MessageTypeDefinition<_qiantai_acquiring_v1_PreviewImportRequest, _qiantai_acquiring_v1_PreviewImportRequest__Output>
        PutOperatorRequest: MessageTypeDefinition<_qiantai_acquiring_v1_PutOperatorRequest, _qiantai_acquiring_v1_PutOperatorRequest__Output>
        PutRegionRequest: MessageTypeDefinition<_qiantai_acquiring_v1_PutRegionRequest, _qiantai_acquiring_v1_PutRegionRequest__Output>
        PutStoreRequest: MessageTypeDefinition<_qiantai_acquiring_v1_PutStoreRequest, _qiantai_acquiring_v1_PutStoreRequest__Output>
        PutTerminalRequest: MessageTypeDefinition<_qiantai_acquiring_v1_PutTerminalRequest, _qiantai_acquiring_v1_PutTerminalRequest__Output>
        RecordRiskRequest: MessageTypeDefinition<_qiantai_acquiring_v1_RecordRiskRequest, _qiantai_acquiring_v1_RecordRiskRequest__Output>
        RemoveOperatorRequest: MessageTypeDefinition<_qiantai_acquiring_v1_RemoveOperatorRequest, _qiantai_acquiring_v1_RemoveOperatorRequest__Output>
        RemoveRegionRequest: MessageTypeDefinition<_qiantai_acquiring_v1_RemoveRegionRequest, _qiantai_acquiring_v1_RemoveRegionRequest__Output>
        RemoveTerminalRequest: MessageTypeDefinition<_qiantai_acquiring_v1_RemoveTerminalRequest, _qiantai_acquiring_v1_RemoveTerminalRequest__Output>
        RevertSettingsRequest: MessageTypeDefinition<_qiantai_acquiring_v1_RevertSettingsRequest, _qiantai_acquiring_v1_RevertSettingsRequest__Output>
        RevokeHeadquartersUserRequest: MessageTypeDefinition<_qiantai_acquiring_v1_RevokeHeadquartersUserRequest, _qiantai_acquiring_v1_RevokeHeadquartersUserRequest__Output>
        RiskRecord: MessageTypeDefinition<_qiantai_acquiring_v1_RiskRecord, _qiantai_acquiring_v1_RiskRecord__Output>
        RiskReply: MessageTypeDefinition<_qiantai_acquiring_v1_RiskReply, _qiantai_acquiring_v1_RiskReply__Output>
        SetHeadquartersPasswordRequest: MessageTypeDefinition<_qiantai_acquiring_v1_SetHeadquartersPasswordRequest, _qiantai_acquiring_v1_SetHeadquartersPasswordRequest__Output>
        Setting: MessageTypeDefinition<_qiantai_acquiring_v1_Setting, _qiantai_acquiring_v1_Setting__Output>
        SettingFault: MessageTypeDefinition<_qiantai_acquiring_v1_SettingFault, _qiantai_acquiring_v1_SettingFault__Output>
        SettingName: MessageTypeDefinition<_qiantai_acquiring_v1_SettingName, _qiantai_acquiring_v1_SettingName__Output>
        SettingPut: MessageTypeDefinition<_qiantai_acquiring_v1_SettingPut, _qiantai_acquiring_v1_SettingPut__Output>
        SettingStep: MessageTypeDefinition<_qiantai_acquiring_v1_SettingStep, _qiantai_acquiring_v1_SettingStep__Output>
        SignInReply: MessageTypeDefinition<_qiantai_acquiring_v1_SignInReply, _qiantai_acquiring_v1_SignInReply__Output>
        SignInRequest: MessageTypeDefinition<_qiantai_acquiring_v1_SignInRequest, _qiantai_acquiring_v1_SignInRequest__Output>
        SignOutReply: MessageTypeDefinition<_qiantai_acquiring_v1_SignOutReply, _qiantai_acquiring_v1_SignOutReply__Output>
        SignOutRequest: MessageTypeDefinition<_qiantai_acquiring_v1_SignOutRequest, _qiantai_acquiring_v1_SignOutRequest__Output>
        TillDeedEntry: MessageTypeDefinition<_qiantai_acquiring_v1_TillDeedEntry, _qiantai_acquiring_v1_TillDeedEntry__Output>
        TillDeedPlace: MessageTypeDefinition<_qiantai_acquiring_v1_TillDeedPlace, _qiantai_acquiring_v1_TillDeedPlace__Output>
        TreeChangeReply: MessageTypeDefinition<_qiantai_acquiring_v1_TreeChangeReply, _qiantai_acquiring_v1_TreeChangeReply__Output>
        TreeRegion: MessageTypeDefinition<_qiantai_acquiring_v1_TreeRegion, _qiantai_acquiring_v1_TreeRegion__Output>
        TreeStore: MessageTypeDefinition<_qiantai_acquiring_v1_TreeStore, _qiantai_acquiring_v1_TreeStore__Output>
        TreeTerminal: MessageTypeDefinition<_qiantai_acquiring_v1_TreeTerminal, _qiantai_acquiring_v1_TreeTerminal__Output>
        WithdrawRiskRequest: MessageTypeDefinition<_qiantai_acquiring_v1_WithdrawRiskRequest, _qiantai_acquiring_v1_WithdrawRiskRequest__Output>
      }
    }
  }
}

