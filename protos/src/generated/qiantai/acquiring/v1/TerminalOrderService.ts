// Original file: protos/proto/qiantai/acquiring/v1/pushed_order.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CancelTerminalOrderRequest as _qiantai_acquiring_v1_CancelTerminalOrderRequest, CancelTerminalOrderRequest__Output as _qiantai_acquiring_v1_CancelTerminalOrderRequest__Output } from '../../../qiantai/acquiring/v1/CancelTerminalOrderRequest.ts';
import type { GetTerminalOrderRequest as _qiantai_acquiring_v1_GetTerminalOrderRequest, GetTerminalOrderRequest__Output as _qiantai_acquiring_v1_GetTerminalOrderRequest__Output } from '../../../qiantai/acquiring/v1/GetTerminalOrderRequest.ts';
import type { ListTerminalOrdersReply as _qiantai_acquiring_v1_ListTerminalOrdersReply, ListTerminalOrdersReply__Output as _qiantai_acquiring_v1_ListTerminalOrdersReply__Output } from '../../../qiantai/acquiring/v1/ListTerminalOrdersReply.ts';
import type { ListTerminalOrdersRequest as _qiantai_acquiring_v1_ListTerminalOrdersRequest, ListTerminalOrdersRequest__Output as _qiantai_acquiring_v1_ListTerminalOrdersRequest__Output } from '../../../qiantai/acquiring/v1/ListTerminalOrdersRequest.ts';
import type { PushTerminalOrderRequest as _qiantai_acquiring_v1_PushTerminalOrderRequest, PushTerminalOrderRequest__Output as _qiantai_acquiring_v1_PushTerminalOrderRequest__Output } from '../../../qiantai/acquiring/v1/PushTerminalOrderRequest.ts';
import type { PushedTerminalOrder as _qiantai_acquiring_v1_PushedTerminalOrder, PushedTerminalOrder__Output as _qiantai_acquiring_v1_PushedTerminalOrder__Output } from '../../../qiantai/acquiring/v1/PushedTerminalOrder.ts';

export interface TerminalOrderServiceClient extends grpc.Client {
  CancelOrder(argument: _qiantai_acquiring_v1_CancelTerminalOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  CancelOrder(argument: _qiantai_acquiring_v1_CancelTerminalOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  CancelOrder(argument: _qiantai_acquiring_v1_CancelTerminalOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  CancelOrder(argument: _qiantai_acquiring_v1_CancelTerminalOrderRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  cancelOrder(argument: _qiantai_acquiring_v1_CancelTerminalOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  cancelOrder(argument: _qiantai_acquiring_v1_CancelTerminalOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  cancelOrder(argument: _qiantai_acquiring_v1_CancelTerminalOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  cancelOrder(argument: _qiantai_acquiring_v1_CancelTerminalOrderRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  
  GetOrder(argument: _qiantai_acquiring_v1_GetTerminalOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  GetOrder(argument: _qiantai_acquiring_v1_GetTerminalOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  GetOrder(argument: _qiantai_acquiring_v1_GetTerminalOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  GetOrder(argument: _qiantai_acquiring_v1_GetTerminalOrderRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  getOrder(argument: _qiantai_acquiring_v1_GetTerminalOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  getOrder(argument: _qiantai_acquiring_v1_GetTerminalOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  getOrder(argument: _qiantai_acquiring_v1_GetTerminalOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  getOrder(argument: _qiantai_acquiring_v1_GetTerminalOrderRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  
  ListOrders(argument: _qiantai_acquiring_v1_ListTerminalOrdersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListTerminalOrdersReply__Output>): grpc.ClientUnaryCall;
  ListOrders(argument: _qiantai_acquiring_v1_ListTerminalOrdersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListTerminalOrdersReply__Output>): grpc.ClientUnaryCall;
  ListOrders(argument: _qiantai_acquiring_v1_ListTerminalOrdersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListTerminalOrdersReply__Output>): grpc.ClientUnaryCall;
  ListOrders(argument: _qiantai_acquiring_v1_ListTerminalOrdersRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListTerminalOrdersReply__Output>): grpc.ClientUnaryCall;
  listOrders(argument: _qiantai_acquiring_v1_ListTerminalOrdersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListTerminalOrdersReply__Output>): grpc.ClientUnaryCall;
  listOrders(argument: _qiantai_acquiring_v1_ListTerminalOrdersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListTerminalOrdersReply__Output>): grpc.ClientUnaryCall;
  listOrders(argument: _qiantai_acquiring_v1_ListTerminalOrdersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListTerminalOrdersReply__Output>): grpc.ClientUnaryCall;
  listOrders(argument: _qiantai_acquiring_v1_ListTerminalOrdersRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListTerminalOrdersReply__Output>): grpc.ClientUnaryCall;
  
  PushOrder(argument: _qiantai_acquiring_v1_PushTerminalOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  PushOrder(argument: _qiantai_acquiring_v1_PushTerminalOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  PushOrder(argument: _qiantai_acquiring_v1_PushTerminalOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  PushOrder(argument: _qiantai_acquiring_v1_PushTerminalOrderRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  pushOrder(argument: _qiantai_acquiring_v1_PushTerminalOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  pushOrder(argument: _qiantai_acquiring_v1_PushTerminalOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  pushOrder(argument: _qiantai_acquiring_v1_PushTerminalOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  pushOrder(argument: _qiantai_acquiring_v1_PushTerminalOrderRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_PushedTerminalOrder__Output>): grpc.ClientUnaryCall;
  
}

export interface TerminalOrderServiceHandlers extends grpc.UntypedServiceImplementation {
  CancelOrder: grpc.handleUnaryCall<_qiantai_acquiring_v1_CancelTerminalOrderRequest__Output, _qiantai_acquiring_v1_PushedTerminalOrder>;
  
  GetOrder: grpc.handleUnaryCall<_qiantai_acquiring_v1_GetTerminalOrderRequest__Output, _qiantai_acquiring_v1_PushedTerminalOrder>;
  
  ListOrders: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListTerminalOrdersRequest__Output, _qiantai_acquiring_v1_ListTerminalOrdersReply>;
  
  PushOrder: grpc.handleUnaryCall<_qiantai_acquiring_v1_PushTerminalOrderRequest__Output, _qiantai_acquiring_v1_PushedTerminalOrder>;
  
}

export interface TerminalOrderServiceDefinition extends grpc.ServiceDefinition {
  CancelOrder: MethodDefinition<_qiantai_acquiring_v1_CancelTerminalOrderRequest, _qiantai_acquiring_v1_PushedTerminalOrder, _qiantai_acquiring_v1_CancelTerminalOrderRequest__Output, _qiantai_acquiring_v1_PushedTerminalOrder__Output>
  GetOrder: MethodDefinition<_qiantai_acquiring_v1_GetTerminalOrderRequest, _qiantai_acquiring_v1_PushedTerminalOrder, _qiantai_acquiring_v1_GetTerminalOrderRequest__Output, _qiantai_acquiring_v1_PushedTerminalOrder__Output>
  ListOrders: MethodDefinition<_qiantai_acquiring_v1_ListTerminalOrdersRequest, _qiantai_acquiring_v1_ListTerminalOrdersReply, _qiantai_acquiring_v1_ListTerminalOrdersRequest__Output, _qiantai_acquiring_v1_ListTerminalOrdersReply__Output>
  PushOrder: MethodDefinition<_qiantai_acquiring_v1_PushTerminalOrderRequest, _qiantai_acquiring_v1_PushedTerminalOrder, _qiantai_acquiring_v1_PushTerminalOrderRequest__Output, _qiantai_acquiring_v1_PushedTerminalOrder__Output>
}
