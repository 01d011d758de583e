// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AppendJournalReply as _qiantai_acquiring_v1_AppendJournalReply, AppendJournalReply__Output as _qiantai_acquiring_v1_AppendJournalReply__Output } from '../../../qiantai/acquiring/v1/AppendJournalReply.ts';
import type { AppendJournalRequest as _qiantai_acquiring_v1_AppendJournalRequest, AppendJournalRequest__Output as _qiantai_acquiring_v1_AppendJournalRequest__Output } from '../../../qiantai/acquiring/v1/AppendJournalRequest.ts';
import type { ProbeReply as _qiantai_acquiring_v1_ProbeReply, ProbeReply__Output as _qiantai_acquiring_v1_ProbeReply__Output } from '../../../qiantai/acquiring/v1/ProbeReply.ts';
import type { ProbeRequest as _qiantai_acquiring_v1_ProbeRequest, ProbeRequest__Output as _qiantai_acquiring_v1_ProbeRequest__Output } from '../../../qiantai/acquiring/v1/ProbeRequest.ts';
import type { PullSettingsReply as _qiantai_acquiring_v1_PullSettingsReply, PullSettingsReply__Output as _qiantai_acquiring_v1_PullSettingsReply__Output } from '../../../qiantai/acquiring/v1/PullSettingsReply.ts';
import type { PullSettingsRequest as _qiantai_acquiring_v1_PullSettingsRequest, PullSettingsRequest__Output as _qiantai_acquiring_v1_PullSettingsRequest__Output } from '../../../qiantai/acquiring/v1/PullSettingsRequest.ts';
import type { ReadJournalReply as _qiantai_acquiring_v1_ReadJournalReply, ReadJournalReply__Output as _qiantai_acquiring_v1_ReadJournalReply__Output } from '../../../qiantai/acquiring/v1/ReadJournalReply.ts';
import type { ReadJournalRequest as _qiantai_acquiring_v1_ReadJournalRequest, ReadJournalRequest__Output as _qiantai_acquiring_v1_ReadJournalRequest__Output } from '../../../qiantai/acquiring/v1/ReadJournalRequest.ts';
import type { TakeOverReply as _qiantai_acquiring_v1_TakeOverReply, TakeOverReply__Output as _qiantai_acquiring_v1_TakeOverReply__Output } from '../../../qiantai/acquiring/v1/TakeOverReply.ts';
import type { TakeOverRequest as _qiantai_acquiring_v1_TakeOverRequest, TakeOverRequest__Output as _qiantai_acquiring_v1_TakeOverRequest__Output } from '../../../qiantai/acquiring/v1/TakeOverRequest.ts';

export interface EdgeSyncServiceClient extends grpc.Client {
  AppendJournal(argument: _qiantai_acquiring_v1_AppendJournalRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AppendJournalReply__Output>): grpc.ClientUnaryCall;
  AppendJournal(argument: _qiantai_acquiring_v1_AppendJournalRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_AppendJournalReply__Output>): grpc.ClientUnaryCall;
  AppendJournal(argument: _qiantai_acquiring_v1_AppendJournalRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AppendJournalReply__Output>): grpc.ClientUnaryCall;
  AppendJournal(argument: _qiantai_acquiring_v1_AppendJournalRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_AppendJournalReply__Output>): grpc.ClientUnaryCall;
  appendJournal(argument: _qiantai_acquiring_v1_AppendJournalRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AppendJournalReply__Output>): grpc.ClientUnaryCall;
  appendJournal(argument: _qiantai_acquiring_v1_AppendJournalRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_AppendJournalReply__Output>): grpc.ClientUnaryCall;
  appendJournal(argument: _qiantai_acquiring_v1_AppendJournalRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AppendJournalReply__Output>): grpc.ClientUnaryCall;
  appendJournal(argument: _qiantai_acquiring_v1_AppendJournalRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_AppendJournalReply__Output>): grpc.ClientUnaryCall;
  
  Probe(argument: _qiantai_acquiring_v1_ProbeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ProbeReply__Output>): grpc.ClientUnaryCall;
  Probe(argument: _qiantai_acquiring_v1_ProbeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ProbeReply__Output>): grpc.ClientUnaryCall;
  Probe(argument: _qiantai_acquiring_v1_ProbeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ProbeReply__Output>): grpc.ClientUnaryCall;
  Probe(argument: _qiantai_acquiring_v1_ProbeRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ProbeReply__Output>): grpc.ClientUnaryCall;
  probe(argument: _qiantai_acquiring_v1_ProbeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ProbeReply__Output>): grpc.ClientUnaryCall;
  probe(argument: _qiantai_acquiring_v1_ProbeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ProbeReply__Output>): grpc.ClientUnaryCall;
  probe(argument: _qiantai_acquiring_v1_ProbeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ProbeReply__Output>): grpc.ClientUnaryCall;
  probe(argument: _qiantai_acquiring_v1_ProbeRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ProbeReply__Output>): grpc.ClientUnaryCall;
  
  PullSettings(argument: _qiantai_acquiring_v1_PullSettingsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PullSettingsReply__Output>): grpc.ClientUnaryCall;
  PullSettings(argument: _qiantai_acquiring_v1_PullSettingsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PullSettingsReply__Output>): grpc.ClientUnaryCall;
  PullSettings(argument: _qiantai_acquiring_v1_PullSettingsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PullSettingsReply__Output>): grpc.ClientUnaryCall;
  PullSettings(argument: _qiantai_acquiring_v1_PullSettingsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_PullSettingsReply__Output>): grpc.ClientUnaryCall;
  pullSettings(argument: _qiantai_acquiring_v1_PullSettingsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PullSettingsReply__Output>): grpc.ClientUnaryCall;
  pullSettings(argument: _qiantai_acquiring_v1_PullSettingsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PullSettingsReply__Output>): grpc.ClientUnaryCall;
  pullSettings(argument: _qiantai_acquiring_v1_PullSettingsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PullSettingsReply__Output>): grpc.ClientUnaryCall;
  pullSettings(argument: _qiantai_acquiring_v1_PullSettingsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_PullSettingsReply__Output>): grpc.ClientUnaryCall;
  
  ReadJournal(argument: _qiantai_acquiring_v1_ReadJournalRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReadJournalReply__Output>): grpc.ClientUnaryCall;
  ReadJournal(argument: _qiantai_acquiring_v1_ReadJournalRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReadJournalReply__Output>): grpc.ClientUnaryCall;
  ReadJournal(argument: _qiantai_acquiring_v1_ReadJournalRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReadJournalReply__Output>): grpc.ClientUnaryCall;
  ReadJournal(argument: _qiantai_acquiring_v1_ReadJournalRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReadJournalReply__Output>): grpc.ClientUnaryCall;
  readJournal(argument: _qiantai_acquiring_v1_ReadJournalRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReadJournalReply__Output>): grpc.ClientUnaryCall;
  readJournal(argument: _qiantai_acquiring_v1_ReadJournalRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReadJournalReply__Output>): grpc.ClientUnaryCall;
  readJournal(argument: _qiantai_acquiring_v1_ReadJournalRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReadJournalReply__Output>): grpc.ClientUnaryCall;
  readJournal(argument: _qiantai_acquiring_v1_ReadJournalRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReadJournalReply__Output>): grpc.ClientUnaryCall;
  
  TakeOver(argument: _qiantai_acquiring_v1_TakeOverRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TakeOverReply__Output>): grpc.ClientUnaryCall;
  TakeOver(argument: _qiantai_acquiring_v1_TakeOverRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_TakeOverReply__Output>): grpc.ClientUnaryCall;
  TakeOver(argument: _qiantai_acquiring_v1_TakeOverRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TakeOverReply__Output>): grpc.ClientUnaryCall;
  TakeOver(argument: _qiantai_acquiring_v1_TakeOverRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_TakeOverReply__Output>): grpc.ClientUnaryCall;
  takeOver(argument: _qiantai_acquiring_v1_TakeOverRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TakeOverReply__Output>): grpc.ClientUnaryCall;
  takeOver(argument: _qiantai_acquiring_v1_TakeOverRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_TakeOverReply__Output>): grpc.ClientUnaryCall;
  takeOver(argument: _qiantai_acquiring_v1_TakeOverRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_TakeOverReply__Output>): grpc.ClientUnaryCall;
  takeOver(argument: _qiantai_acquiring_v1_TakeOverRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_TakeOverReply__Output>): grpc.ClientUnaryCall;
  
}

export interface EdgeSyncServiceHandlers extends grpc.UntypedServiceImplementation {
  AppendJournal: grpc.handleUnaryCall<_qiantai_acquiring_v1_AppendJournalRequest__Output, _qiantai_acquiring_v1_AppendJournalReply>;
  
  Probe: grpc.handleUnaryCall<_qiantai_acquiring_v1_ProbeRequest__Output, _qiantai_acquiring_v1_ProbeReply>;
  
  PullSettings: grpc.handleUnaryCall<_qiantai_acquiring_v1_PullSettingsRequest__Output, _qiantai_acquiring_v1_PullSettingsReply>;
  
  ReadJournal: grpc.handleUnaryCall<_qiantai_acquiring_v1_ReadJournalRequest__Output, _qiantai_acquiring_v1_ReadJournalReply>;
  
  TakeOver: grpc.handleUnaryCall<_qiantai_acquiring_v1_TakeOverRequest__Output, _qiantai_acquiring_v1_TakeOverReply>;
  
}

export interface EdgeSyncServiceDefinition extends grpc.ServiceDefinition {
  AppendJournal: MethodDefinition<_qiantai_acquiring_v1_AppendJournalRequest, _qiantai_acquiring_v1_AppendJournalReply, _qiantai_acquiring_v1_AppendJournalRequest__Output, _qiantai_acquiring_v1_AppendJournalReply__Output>
  Probe: MethodDefinition<_qiantai_acquiring_v1_ProbeRequest, _qiantai_acquiring_v1_ProbeReply, _qiantai_acquiring_v1_ProbeRequest__Output, _qiantai_acquiring_v1_ProbeReply__Output>
  PullSettings: MethodDefinition<_qiantai_acquiring_v1_PullSettingsRequest, _qiantai_acquiring_v1_PullSettingsReply, _qiantai_acquiring_v1_PullSettingsRequest__Output, _qiantai_acquiring_v1_PullSettingsReply__Output>
  ReadJournal: MethodDefinition<_qiantai_acquiring_v1_ReadJournalRequest, _qiantai_acquiring_v1_ReadJournalReply, _qiantai_acquiring_v1_ReadJournalRequest__Output, _qiantai_acquiring_v1_ReadJournalReply__Output>
  TakeOver: MethodDefinition<_qiantai_acquiring_v1_TakeOverRequest, _qiantai_acquiring_v1_TakeOverReply, _qiantai_acquiring_v1_TakeOverRequest__Output, _qiantai_acquiring_v1_TakeOverReply__Output>
}
