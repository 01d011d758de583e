// Original file: protos/proto/qiantai/acquiring/v1/offline_card.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { ListOfflineCardsReply as _qiantai_acquiring_v1_ListOfflineCardsReply, ListOfflineCardsReply__Output as _qiantai_acquiring_v1_ListOfflineCardsReply__Output } from '../../../qiantai/acquiring/v1/ListOfflineCardsReply.ts';
import type { ListOfflineCardsRequest as _qiantai_acquiring_v1_ListOfflineCardsRequest, ListOfflineCardsRequest__Output as _qiantai_acquiring_v1_ListOfflineCardsRequest__Output } from '../../../qiantai/acquiring/v1/ListOfflineCardsRequest.ts';
import type { OfflineCard as _qiantai_acquiring_v1_OfflineCard, OfflineCard__Output as _qiantai_acquiring_v1_OfflineCard__Output } from '../../../qiantai/acquiring/v1/OfflineCard.ts';
import type { OfflineCardDetails as _qiantai_acquiring_v1_OfflineCardDetails, OfflineCardDetails__Output as _qiantai_acquiring_v1_OfflineCardDetails__Output } from '../../../qiantai/acquiring/v1/OfflineCardDetails.ts';
import type { OfflineCardRef as _qiantai_acquiring_v1_OfflineCardRef, OfflineCardRef__Output as _qiantai_acquiring_v1_OfflineCardRef__Output } from '../../../qiantai/acquiring/v1/OfflineCardRef.ts';
import type { OfflineCardWork as _qiantai_acquiring_v1_OfflineCardWork, OfflineCardWork__Output as _qiantai_acquiring_v1_OfflineCardWork__Output } from '../../../qiantai/acquiring/v1/OfflineCardWork.ts';
import type { OfflineRisk as _qiantai_acquiring_v1_OfflineRisk, OfflineRisk__Output as _qiantai_acquiring_v1_OfflineRisk__Output } from '../../../qiantai/acquiring/v1/OfflineRisk.ts';
import type { RecordOfflineRiskRequest as _qiantai_acquiring_v1_RecordOfflineRiskRequest, RecordOfflineRiskRequest__Output as _qiantai_acquiring_v1_RecordOfflineRiskRequest__Output } from '../../../qiantai/acquiring/v1/RecordOfflineRiskRequest.ts';
import type { RecoverOfflineCardRequest as _qiantai_acquiring_v1_RecoverOfflineCardRequest, RecoverOfflineCardRequest__Output as _qiantai_acquiring_v1_RecoverOfflineCardRequest__Output } from '../../../qiantai/acquiring/v1/RecoverOfflineCardRequest.ts';

export interface OfflineCardServiceClient extends grpc.Client {
  ApproveOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  ApproveOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  ApproveOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  ApproveOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  approveOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  approveOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  approveOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  approveOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  
  GetOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardRef, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCardDetails__Output>): grpc.ClientUnaryCall;
  GetOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardRef, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCardDetails__Output>): grpc.ClientUnaryCall;
  GetOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardRef, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCardDetails__Output>): grpc.ClientUnaryCall;
  GetOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardRef, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCardDetails__Output>): grpc.ClientUnaryCall;
  getOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardRef, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCardDetails__Output>): grpc.ClientUnaryCall;
  getOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardRef, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCardDetails__Output>): grpc.ClientUnaryCall;
  getOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardRef, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCardDetails__Output>): grpc.ClientUnaryCall;
  getOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardRef, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCardDetails__Output>): grpc.ClientUnaryCall;
  
  GiveUpOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardWork, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  GiveUpOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardWork, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  GiveUpOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardWork, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  GiveUpOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardWork, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  giveUpOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardWork, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  giveUpOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardWork, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  giveUpOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardWork, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  giveUpOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardWork, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  
  ListOfflineCards(argument: _qiantai_acquiring_v1_ListOfflineCardsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListOfflineCardsReply__Output>): grpc.ClientUnaryCall;
  ListOfflineCards(argument: _qiantai_acquiring_v1_ListOfflineCardsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListOfflineCardsReply__Output>): grpc.ClientUnaryCall;
  ListOfflineCards(argument: _qiantai_acquiring_v1_ListOfflineCardsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListOfflineCardsReply__Output>): grpc.ClientUnaryCall;
  ListOfflineCards(argument: _qiantai_acquiring_v1_ListOfflineCardsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListOfflineCardsReply__Output>): grpc.ClientUnaryCall;
  listOfflineCards(argument: _qiantai_acquiring_v1_ListOfflineCardsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListOfflineCardsReply__Output>): grpc.ClientUnaryCall;
  listOfflineCards(argument: _qiantai_acquiring_v1_ListOfflineCardsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListOfflineCardsReply__Output>): grpc.ClientUnaryCall;
  listOfflineCards(argument: _qiantai_acquiring_v1_ListOfflineCardsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListOfflineCardsReply__Output>): grpc.ClientUnaryCall;
  listOfflineCards(argument: _qiantai_acquiring_v1_ListOfflineCardsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListOfflineCardsReply__Output>): grpc.ClientUnaryCall;
  
  RecordOfflineRisk(argument: _qiantai_acquiring_v1_RecordOfflineRiskRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineRisk__Output>): grpc.ClientUnaryCall;
  RecordOfflineRisk(argument: _qiantai_acquiring_v1_RecordOfflineRiskRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineRisk__Output>): grpc.ClientUnaryCall;
  RecordOfflineRisk(argument: _qiantai_acquiring_v1_RecordOfflineRiskRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineRisk__Output>): grpc.ClientUnaryCall;
  RecordOfflineRisk(argument: _qiantai_acquiring_v1_RecordOfflineRiskRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineRisk__Output>): grpc.ClientUnaryCall;
  recordOfflineRisk(argument: _qiantai_acquiring_v1_RecordOfflineRiskRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineRisk__Output>): grpc.ClientUnaryCall;
  recordOfflineRisk(argument: _qiantai_acquiring_v1_RecordOfflineRiskRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineRisk__Output>): grpc.ClientUnaryCall;
  recordOfflineRisk(argument: _qiantai_acquiring_v1_RecordOfflineRiskRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineRisk__Output>): grpc.ClientUnaryCall;
  recordOfflineRisk(argument: _qiantai_acquiring_v1_RecordOfflineRiskRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineRisk__Output>): grpc.ClientUnaryCall;
  
  RecoverOfflineCard(argument: _qiantai_acquiring_v1_RecoverOfflineCardRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  RecoverOfflineCard(argument: _qiantai_acquiring_v1_RecoverOfflineCardRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  RecoverOfflineCard(argument: _qiantai_acquiring_v1_RecoverOfflineCardRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  RecoverOfflineCard(argument: _qiantai_acquiring_v1_RecoverOfflineCardRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  recoverOfflineCard(argument: _qiantai_acquiring_v1_RecoverOfflineCardRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  recoverOfflineCard(argument: _qiantai_acquiring_v1_RecoverOfflineCardRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  recoverOfflineCard(argument: _qiantai_acquiring_v1_RecoverOfflineCardRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  recoverOfflineCard(argument: _qiantai_acquiring_v1_RecoverOfflineCardRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  
  RefuseOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  RefuseOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  RefuseOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  RefuseOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  refuseOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  refuseOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  refuseOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  refuseOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  
  RepresentOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardWork, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  RepresentOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardWork, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  RepresentOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardWork, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  RepresentOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardWork, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  representOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardWork, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  representOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardWork, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  representOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardWork, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  representOfflineCard(argument: _qiantai_acquiring_v1_OfflineCardWork, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  
  RequestOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  RequestOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  RequestOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  RequestOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  requestOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  requestOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  requestOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  requestOfflineCardWriteOff(argument: _qiantai_acquiring_v1_OfflineCardWork, callback: grpc.requestCallback<_qiantai_acquiring_v1_OfflineCard__Output>): grpc.ClientUnaryCall;
  
}

export interface OfflineCardServiceHandlers extends grpc.UntypedServiceImplementation {
  ApproveOfflineCardWriteOff: grpc.handleUnaryCall<_qiantai_acquiring_v1_OfflineCardWork__Output, _qiantai_acquiring_v1_OfflineCard>;
  
  GetOfflineCard: grpc.handleUnaryCall<_qiantai_acquiring_v1_OfflineCardRef__Output, _qiantai_acquiring_v1_OfflineCardDetails>;
  
  GiveUpOfflineCard: grpc.handleUnaryCall<_qiantai_acquiring_v1_OfflineCardWork__Output, _qiantai_acquiring_v1_OfflineCard>;
  
  ListOfflineCards: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListOfflineCardsRequest__Output, _qiantai_acquiring_v1_ListOfflineCardsReply>;
  
  RecordOfflineRisk: grpc.handleUnaryCall<_qiantai_acquiring_v1_RecordOfflineRiskRequest__Output, _qiantai_acquiring_v1_OfflineRisk>;
  
  RecoverOfflineCard: grpc.handleUnaryCall<_qiantai_acquiring_v1_RecoverOfflineCardRequest__Output, _qiantai_acquiring_v1_OfflineCard>;
  
  RefuseOfflineCardWriteOff: grpc.handleUnaryCall<_qiantai_acquiring_v1_OfflineCardWork__Output, _qiantai_acquiring_v1_OfflineCard>;
  
  RepresentOfflineCard: grpc.handleUnaryCall<_qiantai_acquiring_v1_OfflineCardWork__Output, _qiantai_acquiring_v1_OfflineCard>;
  
  RequestOfflineCardWriteOff: grpc.handleUnaryCall<_qiantai_acquiring_v1_OfflineCardWork__Output, _qiantai_acquiring_v1_OfflineCard>;
  
}

export interface OfflineCardServiceDefinition extends grpc.ServiceDefinition {
  ApproveOfflineCardWriteOff: MethodDefinition<_qiantai_acquiring_v1_OfflineCardWork, _qiantai_acquiring_v1_OfflineCard, _qiantai_acquiring_v1_OfflineCardWork__Output, _qiantai_acquiring_v1_OfflineCard__Output>
  GetOfflineCard: MethodDefinition<_qiantai_acquiring_v1_OfflineCardRef, _qiantai_acquiring_v1_OfflineCardDetails, _qiantai_acquiring_v1_OfflineCardRef__Output, _qiantai_acquiring_v1_OfflineCardDetails__Output>
  GiveUpOfflineCard: MethodDefinition<_qiantai_acquiring_v1_OfflineCardWork, _qiantai_acquiring_v1_OfflineCard, _qiantai_acquiring_v1_OfflineCardWork__Output, _qiantai_acquiring_v1_OfflineCard__Output>
  ListOfflineCards: MethodDefinition<_qiantai_acquiring_v1_ListOfflineCardsRequest, _qiantai_acquiring_v1_ListOfflineCardsReply, _qiantai_acquiring_v1_ListOfflineCardsRequest__Output, _qiantai_acquiring_v1_ListOfflineCardsReply__Output>
  RecordOfflineRisk: MethodDefinition<_qiantai_acquiring_v1_RecordOfflineRiskRequest, _qiantai_acquiring_v1_OfflineRisk, _qiantai_acquiring_v1_RecordOfflineRiskRequest__Output, _qiantai_acquiring_v1_OfflineRisk__Output>
  RecoverOfflineCard: MethodDefinition<_qiantai_acquiring_v1_RecoverOfflineCardRequest, _qiantai_acquiring_v1_OfflineCard, _qiantai_acquiring_v1_RecoverOfflineCardRequest__Output, _qiantai_acquiring_v1_OfflineCard__Output>
  RefuseOfflineCardWriteOff: MethodDefinition<_qiantai_acquiring_v1_OfflineCardWork, _qiantai_acquiring_v1_OfflineCard, _qiantai_acquiring_v1_OfflineCardWork__Output, _qiantai_acquiring_v1_OfflineCard__Output>
  RepresentOfflineCard: MethodDefinition<_qiantai_acquiring_v1_OfflineCardWork, _qiantai_acquiring_v1_OfflineCard, _qiantai_acquiring_v1_OfflineCardWork__Output, _qiantai_acquiring_v1_OfflineCard__Output>
  RequestOfflineCardWriteOff: MethodDefinition<_qiantai_acquiring_v1_OfflineCardWork, _qiantai_acquiring_v1_OfflineCard, _qiantai_acquiring_v1_OfflineCardWork__Output, _qiantai_acquiring_v1_OfflineCard__Output>
}
