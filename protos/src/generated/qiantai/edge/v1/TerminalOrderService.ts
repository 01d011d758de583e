// Original file: protos/proto/qiantai/edge/v1/terminal_order.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CancelOrderRequest as _qiantai_edge_v1_CancelOrderRequest, CancelOrderRequest__Output as _qiantai_edge_v1_CancelOrderRequest__Output } from '../../../qiantai/edge/v1/CancelOrderRequest.ts';
import type { GetOrderRequest as _qiantai_edge_v1_GetOrderRequest, GetOrderRequest__Output as _qiantai_edge_v1_GetOrderRequest__Output } from '../../../qiantai/edge/v1/GetOrderRequest.ts';
import type { ListOrdersReply as _qiantai_edge_v1_ListOrdersReply, ListOrdersReply__Output as _qiantai_edge_v1_ListOrdersReply__Output } from '../../../qiantai/edge/v1/ListOrdersReply.ts';
import type { ListOrdersRequest as _qiantai_edge_v1_ListOrdersRequest, ListOrdersRequest__Output as _qiantai_edge_v1_ListOrdersRequest__Output } from '../../../qiantai/edge/v1/ListOrdersRequest.ts';
import type { OfferOrderRequest as _qiantai_edge_v1_OfferOrderRequest, OfferOrderRequest__Output as _qiantai_edge_v1_OfferOrderRequest__Output } from '../../../qiantai/edge/v1/OfferOrderRequest.ts';
import type { PutBackOrderRequest as _qiantai_edge_v1_PutBackOrderRequest, PutBackOrderRequest__Output as _qiantai_edge_v1_PutBackOrderRequest__Output } from '../../../qiantai/edge/v1/PutBackOrderRequest.ts';
import type { RefuseOrderRequest as _qiantai_edge_v1_RefuseOrderRequest, RefuseOrderRequest__Output as _qiantai_edge_v1_RefuseOrderRequest__Output } from '../../../qiantai/edge/v1/RefuseOrderRequest.ts';
import type { TakeUpOrderRequest as _qiantai_edge_v1_TakeUpOrderRequest, TakeUpOrderRequest__Output as _qiantai_edge_v1_TakeUpOrderRequest__Output } from '../../../qiantai/edge/v1/TakeUpOrderRequest.ts';
import type { TerminalOrder as _qiantai_common_v1_TerminalOrder, TerminalOrder__Output as _qiantai_common_v1_TerminalOrder__Output } from '../../../qiantai/common/v1/TerminalOrder.ts';

export interface TerminalOrderServiceClient extends grpc.Client {
  CancelOrder(argument: _qiantai_edge_v1_CancelOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  CancelOrder(argument: _qiantai_edge_v1_CancelOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  CancelOrder(argument: _qiantai_edge_v1_CancelOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  CancelOrder(argument: _qiantai_edge_v1_CancelOrderRequest, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  cancelOrder(argument: _qiantai_edge_v1_CancelOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  cancelOrder(argument: _qiantai_edge_v1_CancelOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  cancelOrder(argument: _qiantai_edge_v1_CancelOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  cancelOrder(argument: _qiantai_edge_v1_CancelOrderRequest, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  
  GetOrder(argument: _qiantai_edge_v1_GetOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  GetOrder(argument: _qiantai_edge_v1_GetOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  GetOrder(argument: _qiantai_edge_v1_GetOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  GetOrder(argument: _qiantai_edge_v1_GetOrderRequest, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  getOrder(argument: _qiantai_edge_v1_GetOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  getOrder(argument: _qiantai_edge_v1_GetOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  getOrder(argument: _qiantai_edge_v1_GetOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  getOrder(argument: _qiantai_edge_v1_GetOrderRequest, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  
  ListOrders(argument: _qiantai_edge_v1_ListOrdersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListOrdersReply__Output>): grpc.ClientUnaryCall;
  ListOrders(argument: _qiantai_edge_v1_ListOrdersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ListOrdersReply__Output>): grpc.ClientUnaryCall;
  ListOrders(argument: _qiantai_edge_v1_ListOrdersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListOrdersReply__Output>): grpc.ClientUnaryCall;
  ListOrders(argument: _qiantai_edge_v1_ListOrdersRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ListOrdersReply__Output>): grpc.ClientUnaryCall;
  listOrders(argument: _qiantai_edge_v1_ListOrdersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListOrdersReply__Output>): grpc.ClientUnaryCall;
  listOrders(argument: _qiantai_edge_v1_ListOrdersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ListOrdersReply__Output>): grpc.ClientUnaryCall;
  listOrders(argument: _qiantai_edge_v1_ListOrdersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListOrdersReply__Output>): grpc.ClientUnaryCall;
  listOrders(argument: _qiantai_edge_v1_ListOrdersRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ListOrdersReply__Output>): grpc.ClientUnaryCall;
  
  OfferOrder(argument: _qiantai_edge_v1_OfferOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  OfferOrder(argument: _qiantai_edge_v1_OfferOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  OfferOrder(argument: _qiantai_edge_v1_OfferOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  OfferOrder(argument: _qiantai_edge_v1_OfferOrderRequest, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  offerOrder(argument: _qiantai_edge_v1_OfferOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  offerOrder(argument: _qiantai_edge_v1_OfferOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  offerOrder(argument: _qiantai_edge_v1_OfferOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  offerOrder(argument: _qiantai_edge_v1_OfferOrderRequest, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  
  PutBackOrder(argument: _qiantai_edge_v1_PutBackOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  PutBackOrder(argument: _qiantai_edge_v1_PutBackOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  PutBackOrder(argument: _qiantai_edge_v1_PutBackOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  PutBackOrder(argument: _qiantai_edge_v1_PutBackOrderRequest, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  putBackOrder(argument: _qiantai_edge_v1_PutBackOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  putBackOrder(argument: _qiantai_edge_v1_PutBackOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  putBackOrder(argument: _qiantai_edge_v1_PutBackOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  putBackOrder(argument: _qiantai_edge_v1_PutBackOrderRequest, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  
  RefuseOrder(argument: _qiantai_edge_v1_RefuseOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  RefuseOrder(argument: _qiantai_edge_v1_RefuseOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  RefuseOrder(argument: _qiantai_edge_v1_RefuseOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  RefuseOrder(argument: _qiantai_edge_v1_RefuseOrderRequest, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  refuseOrder(argument: _qiantai_edge_v1_RefuseOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  refuseOrder(argument: _qiantai_edge_v1_RefuseOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  refuseOrder(argument: _qiantai_edge_v1_RefuseOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  refuseOrder(argument: _qiantai_edge_v1_RefuseOrderRequest, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  
  TakeUpOrder(argument: _qiantai_edge_v1_TakeUpOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  TakeUpOrder(argument: _qiantai_edge_v1_TakeUpOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  TakeUpOrder(argument: _qiantai_edge_v1_TakeUpOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  TakeUpOrder(argument: _qiantai_edge_v1_TakeUpOrderRequest, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  takeUpOrder(argument: _qiantai_edge_v1_TakeUpOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  takeUpOrder(argument: _qiantai_edge_v1_TakeUpOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  takeUpOrder(argument: _qiantai_edge_v1_TakeUpOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  takeUpOrder(argument: _qiantai_edge_v1_TakeUpOrderRequest, callback: grpc.requestCallback<_qiantai_common_v1_TerminalOrder__Output>): grpc.ClientUnaryCall;
  
}

export interface TerminalOrderServiceHandlers extends grpc.UntypedServiceImplementation {
  CancelOrder: grpc.handleUnaryCall<_qiantai_edge_v1_CancelOrderRequest__Output, _qiantai_common_v1_TerminalOrder>;
  
  GetOrder: grpc.handleUnaryCall<_qiantai_edge_v1_GetOrderRequest__Output, _qiantai_common_v1_TerminalOrder>;
  
  ListOrders: grpc.handleUnaryCall<_qiantai_edge_v1_ListOrdersRequest__Output, _qiantai_edge_v1_ListOrdersReply>;
  
  OfferOrder: grpc.handleUnaryCall<_qiantai_edge_v1_OfferOrderRequest__Output, _qiantai_common_v1_TerminalOrder>;
  
  PutBackOrder: grpc.handleUnaryCall<_qiantai_edge_v1_PutBackOrderRequest__Output, _qiantai_common_v1_TerminalOrder>;
  
  RefuseOrder: grpc.handleUnaryCall<_qiantai_edge_v1_RefuseOrderRequest__Output, _qiantai_common_v1_TerminalOrder>;
  
  TakeUpOrder: grpc.handleUnaryCall<_qiantai_edge_v1_TakeUpOrderRequest__Output, _qiantai_common_v1_TerminalOrder>;
  
}

export interface TerminalOrderServiceDefinition extends grpc.ServiceDefinition {
  CancelOrder: MethodDefinition<_qiantai_edge_v1_CancelOrderRequest, _qiantai_common_v1_TerminalOrder, _qiantai_edge_v1_CancelOrderRequest__Output, _qiantai_common_v1_TerminalOrder__Output>
  GetOrder: MethodDefinition<_qiantai_edge_v1_GetOrderRequest, _qiantai_common_v1_TerminalOrder, _qiantai_edge_v1_GetOrderRequest__Output, _qiantai_common_v1_TerminalOrder__Output>
  ListOrders: MethodDefinition<_qiantai_edge_v1_ListOrdersRequest, _qiantai_edge_v1_ListOrdersReply, _qiantai_edge_v1_ListOrdersRequest__Output, _qiantai_edge_v1_ListOrdersReply__Output>
  OfferOrder: MethodDefinition<_qiantai_edge_v1_OfferOrderRequest, _qiantai_common_v1_TerminalOrder, _qiantai_edge_v1_OfferOrderRequest__Output, _qiantai_common_v1_TerminalOrder__Output>
  PutBackOrder: MethodDefinition<_qiantai_edge_v1_PutBackOrderRequest, _qiantai_common_v1_TerminalOrder, _qiantai_edge_v1_PutBackOrderRequest__Output, _qiantai_common_v1_TerminalOrder__Output>
  RefuseOrder: MethodDefinition<_qiantai_edge_v1_RefuseOrderRequest, _qiantai_common_v1_TerminalOrder, _qiantai_edge_v1_RefuseOrderRequest__Output, _qiantai_common_v1_TerminalOrder__Output>
  TakeUpOrder: MethodDefinition<_qiantai_edge_v1_TakeUpOrderRequest, _qiantai_common_v1_TerminalOrder, _qiantai_edge_v1_TakeUpOrderRequest__Output, _qiantai_common_v1_TerminalOrder__Output>
}
