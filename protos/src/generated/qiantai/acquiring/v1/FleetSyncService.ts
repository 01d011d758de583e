// Original file: protos/proto/qiantai/acquiring/v1/fleet_sync.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AnswerOrderReply as _qiantai_acquiring_v1_AnswerOrderReply, AnswerOrderReply__Output as _qiantai_acquiring_v1_AnswerOrderReply__Output } from '../../../qiantai/acquiring/v1/AnswerOrderReply.ts';
import type { AnswerOrderRequest as _qiantai_acquiring_v1_AnswerOrderRequest, AnswerOrderRequest__Output as _qiantai_acquiring_v1_AnswerOrderRequest__Output } from '../../../qiantai/acquiring/v1/AnswerOrderRequest.ts';
import type { FetchOrdersReply as _qiantai_acquiring_v1_FetchOrdersReply, FetchOrdersReply__Output as _qiantai_acquiring_v1_FetchOrdersReply__Output } from '../../../qiantai/acquiring/v1/FetchOrdersReply.ts';
import type { FetchOrdersRequest as _qiantai_acquiring_v1_FetchOrdersRequest, FetchOrdersRequest__Output as _qiantai_acquiring_v1_FetchOrdersRequest__Output } from '../../../qiantai/acquiring/v1/FetchOrdersRequest.ts';
import type { RenewCertificateReply as _qiantai_acquiring_v1_RenewCertificateReply, RenewCertificateReply__Output as _qiantai_acquiring_v1_RenewCertificateReply__Output } from '../../../qiantai/acquiring/v1/RenewCertificateReply.ts';
import type { RenewCertificateRequest as _qiantai_acquiring_v1_RenewCertificateRequest, RenewCertificateRequest__Output as _qiantai_acquiring_v1_RenewCertificateRequest__Output } from '../../../qiantai/acquiring/v1/RenewCertificateRequest.ts';
import type { ReportHealthReply as _qiantai_acquiring_v1_ReportHealthReply, ReportHealthReply__Output as _qiantai_acquiring_v1_ReportHealthReply__Output } from '../../../qiantai/acquiring/v1/ReportHealthReply.ts';
import type { ReportHealthRequest as _qiantai_acquiring_v1_ReportHealthRequest, ReportHealthRequest__Output as _qiantai_acquiring_v1_ReportHealthRequest__Output } from '../../../qiantai/acquiring/v1/ReportHealthRequest.ts';

export interface FleetSyncServiceClient extends grpc.Client {
  AnswerOrder(argument: _qiantai_acquiring_v1_AnswerOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AnswerOrderReply__Output>): grpc.ClientUnaryCall;
  AnswerOrder(argument: _qiantai_acquiring_v1_AnswerOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_AnswerOrderReply__Output>): grpc.ClientUnaryCall;
  AnswerOrder(argument: _qiantai_acquiring_v1_AnswerOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AnswerOrderReply__Output>): grpc.ClientUnaryCall;
  AnswerOrder(argument: _qiantai_acquiring_v1_AnswerOrderRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_AnswerOrderReply__Output>): grpc.ClientUnaryCall;
  answerOrder(argument: _qiantai_acquiring_v1_AnswerOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AnswerOrderReply__Output>): grpc.ClientUnaryCall;
  answerOrder(argument: _qiantai_acquiring_v1_AnswerOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_AnswerOrderReply__Output>): grpc.ClientUnaryCall;
  answerOrder(argument: _qiantai_acquiring_v1_AnswerOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AnswerOrderReply__Output>): grpc.ClientUnaryCall;
  answerOrder(argument: _qiantai_acquiring_v1_AnswerOrderRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_AnswerOrderReply__Output>): grpc.ClientUnaryCall;
  
  FetchOrders(argument: _qiantai_acquiring_v1_FetchOrdersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_FetchOrdersReply__Output>): grpc.ClientUnaryCall;
  FetchOrders(argument: _qiantai_acquiring_v1_FetchOrdersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_FetchOrdersReply__Output>): grpc.ClientUnaryCall;
  FetchOrders(argument: _qiantai_acquiring_v1_FetchOrdersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_FetchOrdersReply__Output>): grpc.ClientUnaryCall;
  FetchOrders(argument: _qiantai_acquiring_v1_FetchOrdersRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_FetchOrdersReply__Output>): grpc.ClientUnaryCall;
  fetchOrders(argument: _qiantai_acquiring_v1_FetchOrdersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_FetchOrdersReply__Output>): grpc.ClientUnaryCall;
  fetchOrders(argument: _qiantai_acquiring_v1_FetchOrdersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_FetchOrdersReply__Output>): grpc.ClientUnaryCall;
  fetchOrders(argument: _qiantai_acquiring_v1_FetchOrdersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_FetchOrdersReply__Output>): grpc.ClientUnaryCall;
  fetchOrders(argument: _qiantai_acquiring_v1_FetchOrdersRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_FetchOrdersReply__Output>): grpc.ClientUnaryCall;
  
  RenewCertificate(argument: _qiantai_acquiring_v1_RenewCertificateRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RenewCertificateReply__Output>): grpc.ClientUnaryCall;
  RenewCertificate(argument: _qiantai_acquiring_v1_RenewCertificateRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_RenewCertificateReply__Output>): grpc.ClientUnaryCall;
  RenewCertificate(argument: _qiantai_acquiring_v1_RenewCertificateRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RenewCertificateReply__Output>): grpc.ClientUnaryCall;
  RenewCertificate(argument: _qiantai_acquiring_v1_RenewCertificateRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_RenewCertificateReply__Output>): grpc.ClientUnaryCall;
  renewCertificate(argument: _qiantai_acquiring_v1_RenewCertificateRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RenewCertificateReply__Output>): grpc.ClientUnaryCall;
  renewCertificate(argument: _qiantai_acquiring_v1_RenewCertificateRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_RenewCertificateReply__Output>): grpc.ClientUnaryCall;
  renewCertificate(argument: _qiantai_acquiring_v1_RenewCertificateRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_RenewCertificateReply__Output>): grpc.ClientUnaryCall;
  renewCertificate(argument: _qiantai_acquiring_v1_RenewCertificateRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_RenewCertificateReply__Output>): grpc.ClientUnaryCall;
  
  ReportHealth(argument: _qiantai_acquiring_v1_ReportHealthRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReportHealthReply__Output>): grpc.ClientUnaryCall;
  ReportHealth(argument: _qiantai_acquiring_v1_ReportHealthRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReportHealthReply__Output>): grpc.ClientUnaryCall;
  ReportHealth(argument: _qiantai_acquiring_v1_ReportHealthRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReportHealthReply__Output>): grpc.ClientUnaryCall;
  ReportHealth(argument: _qiantai_acquiring_v1_ReportHealthRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReportHealthReply__Output>): grpc.ClientUnaryCall;
  reportHealth(argument: _qiantai_acquiring_v1_ReportHealthRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReportHealthReply__Output>): grpc.ClientUnaryCall;
  reportHealth(argument: _qiantai_acquiring_v1_ReportHealthRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReportHealthReply__Output>): grpc.ClientUnaryCall;
  reportHealth(argument: _qiantai_acquiring_v1_ReportHealthRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReportHealthReply__Output>): grpc.ClientUnaryCall;
  reportHealth(argument: _qiantai_acquiring_v1_ReportHealthRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReportHealthReply__Output>): grpc.ClientUnaryCall;
  
}

export interface FleetSyncServiceHandlers extends grpc.UntypedServiceImplementation {
  AnswerOrder: grpc.handleUnaryCall<_qiantai_acquiring_v1_AnswerOrderRequest__Output, _qiantai_acquiring_v1_AnswerOrderReply>;
  
  FetchOrders: grpc.handleUnaryCall<_qiantai_acquiring_v1_FetchOrdersRequest__Output, _qiantai_acquiring_v1_FetchOrdersReply>;
  
  RenewCertificate: grpc.handleUnaryCall<_qiantai_acquiring_v1_RenewCertificateRequest__Output, _qiantai_acquiring_v1_RenewCertificateReply>;
  
  ReportHealth: grpc.handleUnaryCall<_qiantai_acquiring_v1_ReportHealthRequest__Output, _qiantai_acquiring_v1_ReportHealthReply>;
  
}

export interface FleetSyncServiceDefinition extends grpc.ServiceDefinition {
  AnswerOrder: MethodDefinition<_qiantai_acquiring_v1_AnswerOrderRequest, _qiantai_acquiring_v1_AnswerOrderReply, _qiantai_acquiring_v1_AnswerOrderRequest__Output, _qiantai_acquiring_v1_AnswerOrderReply__Output>
  FetchOrders: MethodDefinition<_qiantai_acquiring_v1_FetchOrdersRequest, _qiantai_acquiring_v1_FetchOrdersReply, _qiantai_acquiring_v1_FetchOrdersRequest__Output, _qiantai_acquiring_v1_FetchOrdersReply__Output>
  RenewCertificate: MethodDefinition<_qiantai_acquiring_v1_RenewCertificateRequest, _qiantai_acquiring_v1_RenewCertificateReply, _qiantai_acquiring_v1_RenewCertificateRequest__Output, _qiantai_acquiring_v1_RenewCertificateReply__Output>
  ReportHealth: MethodDefinition<_qiantai_acquiring_v1_ReportHealthRequest, _qiantai_acquiring_v1_ReportHealthReply, _qiantai_acquiring_v1_ReportHealthRequest__Output, _qiantai_acquiring_v1_ReportHealthReply__Output>
}
