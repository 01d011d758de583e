// Original file: protos/proto/qiantai/acquiring/v1/pushed_order_sync.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { FetchTerminalOrdersReply as _qiantai_acquiring_v1_FetchTerminalOrdersReply, FetchTerminalOrdersReply__Output as _qiantai_acquiring_v1_FetchTerminalOrdersReply__Output } from '../../../qiantai/acquiring/v1/FetchTerminalOrdersReply.ts';
import type { FetchTerminalOrdersRequest as _qiantai_acquiring_v1_FetchTerminalOrdersRequest, FetchTerminalOrdersRequest__Output as _qiantai_acquiring_v1_FetchTerminalOrdersRequest__Output } from '../../../qiantai/acquiring/v1/FetchTerminalOrdersRequest.ts';
import type { ReportTerminalOrderReply as _qiantai_acquiring_v1_ReportTerminalOrderReply, ReportTerminalOrderReply__Output as _qiantai_acquiring_v1_ReportTerminalOrderReply__Output } from '../../../qiantai/acquiring/v1/ReportTerminalOrderReply.ts';
import type { ReportTerminalOrderRequest as _qiantai_acquiring_v1_ReportTerminalOrderRequest, ReportTerminalOrderRequest__Output as _qiantai_acquiring_v1_ReportTerminalOrderRequest__Output } from '../../../qiantai/acquiring/v1/ReportTerminalOrderRequest.ts';

export interface TerminalOrderSyncServiceClient extends grpc.Client {
  FetchTerminalOrders(argument: _qiantai_acquiring_v1_FetchTerminalOrdersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_FetchTerminalOrdersReply__Output>): grpc.ClientUnaryCall;
  FetchTerminalOrders(argument: _qiantai_acquiring_v1_FetchTerminalOrdersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_FetchTerminalOrdersReply__Output>): grpc.ClientUnaryCall;
  FetchTerminalOrders(argument: _qiantai_acquiring_v1_FetchTerminalOrdersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_FetchTerminalOrdersReply__Output>): grpc.ClientUnaryCall;
  FetchTerminalOrders(argument: _qiantai_acquiring_v1_FetchTerminalOrdersRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_FetchTerminalOrdersReply__Output>): grpc.ClientUnaryCall;
  fetchTerminalOrders(argument: _qiantai_acquiring_v1_FetchTerminalOrdersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_FetchTerminalOrdersReply__Output>): grpc.ClientUnaryCall;
  fetchTerminalOrders(argument: _qiantai_acquiring_v1_FetchTerminalOrdersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_FetchTerminalOrdersReply__Output>): grpc.ClientUnaryCall;
  fetchTerminalOrders(argument: _qiantai_acquiring_v1_FetchTerminalOrdersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_FetchTerminalOrdersReply__Output>): grpc.ClientUnaryCall;
  fetchTerminalOrders(argument: _qiantai_acquiring_v1_FetchTerminalOrdersRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_FetchTerminalOrdersReply__Output>): grpc.ClientUnaryCall;
  
  ReportTerminalOrder(argument: _qiantai_acquiring_v1_ReportTerminalOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReportTerminalOrderReply__Output>): grpc.ClientUnaryCall;
  ReportTerminalOrder(argument: _qiantai_acquiring_v1_ReportTerminalOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReportTerminalOrderReply__Output>): grpc.ClientUnaryCall;
  ReportTerminalOrder(argument: _qiantai_acquiring_v1_ReportTerminalOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReportTerminalOrderReply__Output>): grpc.ClientUnaryCall;
  ReportTerminalOrder(argument: _qiantai_acquiring_v1_ReportTerminalOrderRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReportTerminalOrderReply__Output>): grpc.ClientUnaryCall;
  reportTerminalOrder(argument: _qiantai_acquiring_v1_ReportTerminalOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReportTerminalOrderReply__Output>): grpc.ClientUnaryCall;
  reportTerminalOrder(argument: _qiantai_acquiring_v1_ReportTerminalOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReportTerminalOrderReply__Output>): grpc.ClientUnaryCall;
  reportTerminalOrder(argument: _qiantai_acquiring_v1_ReportTerminalOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReportTerminalOrderReply__Output>): grpc.ClientUnaryCall;
  reportTerminalOrder(argument: _qiantai_acquiring_v1_ReportTerminalOrderRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ReportTerminalOrderReply__Output>): grpc.ClientUnaryCall;
  
}

export interface TerminalOrderSyncServiceHandlers extends grpc.UntypedServiceImplementation {
  FetchTerminalOrders: grpc.handleUnaryCall<_qiantai_acquiring_v1_FetchTerminalOrdersRequest__Output, _qiantai_acquiring_v1_FetchTerminalOrdersReply>;
  
  ReportTerminalOrder: grpc.handleUnaryCall<_qiantai_acquiring_v1_ReportTerminalOrderRequest__Output, _qiantai_acquiring_v1_ReportTerminalOrderReply>;
  
}

export interface TerminalOrderSyncServiceDefinition extends grpc.ServiceDefinition {
  FetchTerminalOrders: MethodDefinition<_qiantai_acquiring_v1_FetchTerminalOrdersRequest, _qiantai_acquiring_v1_FetchTerminalOrdersReply, _qiantai_acquiring_v1_FetchTerminalOrdersRequest__Output, _qiantai_acquiring_v1_FetchTerminalOrdersReply__Output>
  ReportTerminalOrder: MethodDefinition<_qiantai_acquiring_v1_ReportTerminalOrderRequest, _qiantai_acquiring_v1_ReportTerminalOrderReply, _qiantai_acquiring_v1_ReportTerminalOrderRequest__Output, _qiantai_acquiring_v1_ReportTerminalOrderReply__Output>
}
