// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { ActivationCodeDescription as _qiantai_acquiring_v1_ActivationCodeDescription, ActivationCodeDescription__Output as _qiantai_acquiring_v1_ActivationCodeDescription__Output } from '../../../qiantai/acquiring/v1/ActivationCodeDescription.ts';
import type { AgentDescription as _qiantai_acquiring_v1_AgentDescription, AgentDescription__Output as _qiantai_acquiring_v1_AgentDescription__Output } from '../../../qiantai/acquiring/v1/AgentDescription.ts';
import type { CreateActivationCodeReply as _qiantai_acquiring_v1_CreateActivationCodeReply, CreateActivationCodeReply__Output as _qiantai_acquiring_v1_CreateActivationCodeReply__Output } from '../../../qiantai/acquiring/v1/CreateActivationCodeReply.ts';
import type { CreateActivationCodeRequest as _qiantai_acquiring_v1_CreateActivationCodeRequest, CreateActivationCodeRequest__Output as _qiantai_acquiring_v1_CreateActivationCodeRequest__Output } from '../../../qiantai/acquiring/v1/CreateActivationCodeRequest.ts';
import type { GetFleetBoardReply as _qiantai_acquiring_v1_GetFleetBoardReply, GetFleetBoardReply__Output as _qiantai_acquiring_v1_GetFleetBoardReply__Output } from '../../../qiantai/acquiring/v1/GetFleetBoardReply.ts';
import type { GetFleetBoardRequest as _qiantai_acquiring_v1_GetFleetBoardRequest, GetFleetBoardRequest__Output as _qiantai_acquiring_v1_GetFleetBoardRequest__Output } from '../../../qiantai/acquiring/v1/GetFleetBoardRequest.ts';
import type { GetOrderReply as _qiantai_acquiring_v1_GetOrderReply, GetOrderReply__Output as _qiantai_acquiring_v1_GetOrderReply__Output } from '../../../qiantai/acquiring/v1/GetOrderReply.ts';
import type { GetOrderRequest as _qiantai_acquiring_v1_GetOrderRequest, GetOrderRequest__Output as _qiantai_acquiring_v1_GetOrderRequest__Output } from '../../../qiantai/acquiring/v1/GetOrderRequest.ts';
import type { ListActivationCodesReply as _qiantai_acquiring_v1_ListActivationCodesReply, ListActivationCodesReply__Output as _qiantai_acquiring_v1_ListActivationCodesReply__Output } from '../../../qiantai/acquiring/v1/ListActivationCodesReply.ts';
import type { ListActivationCodesRequest as _qiantai_acquiring_v1_ListActivationCodesRequest, ListActivationCodesRequest__Output as _qiantai_acquiring_v1_ListActivationCodesRequest__Output } from '../../../qiantai/acquiring/v1/ListActivationCodesRequest.ts';
import type { ListAgentsReply as _qiantai_acquiring_v1_ListAgentsReply, ListAgentsReply__Output as _qiantai_acquiring_v1_ListAgentsReply__Output } from '../../../qiantai/acquiring/v1/ListAgentsReply.ts';
import type { ListAgentsRequest as _qiantai_acquiring_v1_ListAgentsRequest, ListAgentsRequest__Output as _qiantai_acquiring_v1_ListAgentsRequest__Output } from '../../../qiantai/acquiring/v1/ListAgentsRequest.ts';
import type { ListOrdersReply as _qiantai_acquiring_v1_ListOrdersReply, ListOrdersReply__Output as _qiantai_acquiring_v1_ListOrdersReply__Output } from '../../../qiantai/acquiring/v1/ListOrdersReply.ts';
import type { ListOrdersRequest as _qiantai_acquiring_v1_ListOrdersRequest, ListOrdersRequest__Output as _qiantai_acquiring_v1_ListOrdersRequest__Output } from '../../../qiantai/acquiring/v1/ListOrdersRequest.ts';
import type { ListReleasesReply as _qiantai_acquiring_v1_ListReleasesReply, ListReleasesReply__Output as _qiantai_acquiring_v1_ListReleasesReply__Output } from '../../../qiantai/acquiring/v1/ListReleasesReply.ts';
import type { ListReleasesRequest as _qiantai_acquiring_v1_ListReleasesRequest, ListReleasesRequest__Output as _qiantai_acquiring_v1_ListReleasesRequest__Output } from '../../../qiantai/acquiring/v1/ListReleasesRequest.ts';
import type { OrderDescription as _qiantai_acquiring_v1_OrderDescription, OrderDescription__Output as _qiantai_acquiring_v1_OrderDescription__Output } from '../../../qiantai/acquiring/v1/OrderDescription.ts';
import type { PlaceOrderRequest as _qiantai_acquiring_v1_PlaceOrderRequest, PlaceOrderRequest__Output as _qiantai_acquiring_v1_PlaceOrderRequest__Output } from '../../../qiantai/acquiring/v1/PlaceOrderRequest.ts';
import type { PutReleaseRequest as _qiantai_acquiring_v1_PutReleaseRequest, PutReleaseRequest__Output as _qiantai_acquiring_v1_PutReleaseRequest__Output } from '../../../qiantai/acquiring/v1/PutReleaseRequest.ts';
import type { Release as _qiantai_acquiring_v1_Release, Release__Output as _qiantai_acquiring_v1_Release__Output } from '../../../qiantai/acquiring/v1/Release.ts';
import type { RetireAgentRequest as _qiantai_acquiring_v1_RetireAgentRequest, RetireAgentRequest__Output as _qiantai_acquiring_v1_RetireAgentRequest__Output } from '../../../qiantai/acquiring/v1/RetireAgentRequest.ts';
import type { RevokeAgentRequest as _qiantai_acquiring_v1_RevokeAgentRequest, RevokeAgentRequest__Output as _qiantai_acquiring_v1_RevokeAgentRequest__Output } from '../../../qiantai/acquiring/v1/RevokeAgentRequest.ts';
import type { SetRolloutRequest as _qiantai_acquiring_v1_SetRolloutRequest, SetRolloutRequest__Output as _qiantai_acquiring_v1_SetRolloutRequest__Output } from '../../../qiantai/acquiring/v1/SetRolloutRequest.ts';
import type { WithdrawActivationCodeRequest as _qiantai_acquiring_v1_WithdrawActivationCodeRequest, WithdrawActivationCodeRequest__Output as _qiantai_acquiring_v1_WithdrawActivationCodeRequest__Output } from '../../../qiantai/acquiring/v1/WithdrawActivationCodeRequest.ts';

export interface FleetServiceClient extends grpc.Client {
  CreateActivationCode(argument: _qiantai_acquiring_v1_CreateActivationCodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_CreateActivationCodeReply__Output>): grpc.ClientUnaryCall;
  CreateActivationCode(argument: _qiantai_acquiring_v1_CreateActivationCodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_CreateActivationCodeReply__Output>): grpc.ClientUnaryCall;
  CreateActivationCode(argument: _qiantai_acquiring_v1_CreateActivationCodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_CreateActivationCodeReply__Output>): grpc.ClientUnaryCall;
  CreateActivationCode(argument: _qiantai_acquiring_v1_CreateActivationCodeRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_CreateActivationCodeReply__Output>): grpc.ClientUnaryCall;
  createActivationCode(argument: _qiantai_acquiring_v1_CreateActivationCodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_CreateActivationCodeReply__Output>): grpc.ClientUnaryCall;
  createActivationCode(argument: _qiantai_acquiring_v1_CreateActivationCodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_CreateActivationCodeReply__Output>): grpc.ClientUnaryCall;
  createActivationCode(argument: _qiantai_acquiring_v1_CreateActivationCodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_CreateActivationCodeReply__Output>): grpc.ClientUnaryCall;
  createActivationCode(argument: _qiantai_acquiring_v1_CreateActivationCodeRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_CreateActivationCodeReply__Output>): grpc.ClientUnaryCall;
  
  GetFleetBoard(argument: _qiantai_acquiring_v1_GetFleetBoardRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetFleetBoardReply__Output>): grpc.ClientUnaryCall;
  GetFleetBoard(argument: _qiantai_acquiring_v1_GetFleetBoardRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetFleetBoardReply__Output>): grpc.ClientUnaryCall;
  GetFleetBoard(argument: _qiantai_acquiring_v1_GetFleetBoardRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetFleetBoardReply__Output>): grpc.ClientUnaryCall;
  GetFleetBoard(argument: _qiantai_acquiring_v1_GetFleetBoardRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetFleetBoardReply__Output>): grpc.ClientUnaryCall;
  getFleetBoard(argument: _qiantai_acquiring_v1_GetFleetBoardRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetFleetBoardReply__Output>): grpc.ClientUnaryCall;
  getFleetBoard(argument: _qiantai_acquiring_v1_GetFleetBoardRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetFleetBoardReply__Output>): grpc.ClientUnaryCall;
  getFleetBoard(argument: _qiantai_acquiring_v1_GetFleetBoardRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetFleetBoardReply__Output>): grpc.ClientUnaryCall;
  getFleetBoard(argument: _qiantai_acquiring_v1_GetFleetBoardRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetFleetBoardReply__Output>): grpc.ClientUnaryCall;
  
  GetOrder(argument: _qiantai_acquiring_v1_GetOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetOrderReply__Output>): grpc.ClientUnaryCall;
  GetOrder(argument: _qiantai_acquiring_v1_GetOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetOrderReply__Output>): grpc.ClientUnaryCall;
  GetOrder(argument: _qiantai_acquiring_v1_GetOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetOrderReply__Output>): grpc.ClientUnaryCall;
  GetOrder(argument: _qiantai_acquiring_v1_GetOrderRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetOrderReply__Output>): grpc.ClientUnaryCall;
  getOrder(argument: _qiantai_acquiring_v1_GetOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetOrderReply__Output>): grpc.ClientUnaryCall;
  getOrder(argument: _qiantai_acquiring_v1_GetOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetOrderReply__Output>): grpc.ClientUnaryCall;
  getOrder(argument: _qiantai_acquiring_v1_GetOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetOrderReply__Output>): grpc.ClientUnaryCall;
  getOrder(argument: _qiantai_acquiring_v1_GetOrderRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_GetOrderReply__Output>): grpc.ClientUnaryCall;
  
  ListActivationCodes(argument: _qiantai_acquiring_v1_ListActivationCodesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListActivationCodesReply__Output>): grpc.ClientUnaryCall;
  ListActivationCodes(argument: _qiantai_acquiring_v1_ListActivationCodesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListActivationCodesReply__Output>): grpc.ClientUnaryCall;
  ListActivationCodes(argument: _qiantai_acquiring_v1_ListActivationCodesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListActivationCodesReply__Output>): grpc.ClientUnaryCall;
  ListActivationCodes(argument: _qiantai_acquiring_v1_ListActivationCodesRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListActivationCodesReply__Output>): grpc.ClientUnaryCall;
  listActivationCodes(argument: _qiantai_acquiring_v1_ListActivationCodesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListActivationCodesReply__Output>): grpc.ClientUnaryCall;
  listActivationCodes(argument: _qiantai_acquiring_v1_ListActivationCodesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListActivationCodesReply__Output>): grpc.ClientUnaryCall;
  listActivationCodes(argument: _qiantai_acquiring_v1_ListActivationCodesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListActivationCodesReply__Output>): grpc.ClientUnaryCall;
  listActivationCodes(argument: _qiantai_acquiring_v1_ListActivationCodesRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListActivationCodesReply__Output>): grpc.ClientUnaryCall;
  
  ListAgents(argument: _qiantai_acquiring_v1_ListAgentsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAgentsReply__Output>): grpc.ClientUnaryCall;
  ListAgents(argument: _qiantai_acquiring_v1_ListAgentsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAgentsReply__Output>): grpc.ClientUnaryCall;
  ListAgents(argument: _qiantai_acquiring_v1_ListAgentsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAgentsReply__Output>): grpc.ClientUnaryCall;
  ListAgents(argument: _qiantai_acquiring_v1_ListAgentsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAgentsReply__Output>): grpc.ClientUnaryCall;
  listAgents(argument: _qiantai_acquiring_v1_ListAgentsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAgentsReply__Output>): grpc.ClientUnaryCall;
  listAgents(argument: _qiantai_acquiring_v1_ListAgentsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAgentsReply__Output>): grpc.ClientUnaryCall;
  listAgents(argument: _qiantai_acquiring_v1_ListAgentsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAgentsReply__Output>): grpc.ClientUnaryCall;
  listAgents(argument: _qiantai_acquiring_v1_ListAgentsRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListAgentsReply__Output>): grpc.ClientUnaryCall;
  
  ListOrders(argument: _qiantai_acquiring_v1_ListOrdersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListOrdersReply__Output>): grpc.ClientUnaryCall;
  ListOrders(argument: _qiantai_acquiring_v1_ListOrdersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListOrdersReply__Output>): grpc.ClientUnaryCall;
  ListOrders(argument: _qiantai_acquiring_v1_ListOrdersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListOrdersReply__Output>): grpc.ClientUnaryCall;
  ListOrders(argument: _qiantai_acquiring_v1_ListOrdersRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListOrdersReply__Output>): grpc.ClientUnaryCall;
  listOrders(argument: _qiantai_acquiring_v1_ListOrdersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListOrdersReply__Output>): grpc.ClientUnaryCall;
  listOrders(argument: _qiantai_acquiring_v1_ListOrdersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListOrdersReply__Output>): grpc.ClientUnaryCall;
  listOrders(argument: _qiantai_acquiring_v1_ListOrdersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListOrdersReply__Output>): grpc.ClientUnaryCall;
  listOrders(argument: _qiantai_acquiring_v1_ListOrdersRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListOrdersReply__Output>): grpc.ClientUnaryCall;
  
  ListReleases(argument: _qiantai_acquiring_v1_ListReleasesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListReleasesReply__Output>): grpc.ClientUnaryCall;
  ListReleases(argument: _qiantai_acquiring_v1_ListReleasesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListReleasesReply__Output>): grpc.ClientUnaryCall;
  ListReleases(argument: _qiantai_acquiring_v1_ListReleasesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListReleasesReply__Output>): grpc.ClientUnaryCall;
  ListReleases(argument: _qiantai_acquiring_v1_ListReleasesRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListReleasesReply__Output>): grpc.ClientUnaryCall;
  listReleases(argument: _qiantai_acquiring_v1_ListReleasesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListReleasesReply__Output>): grpc.ClientUnaryCall;
  listReleases(argument: _qiantai_acquiring_v1_ListReleasesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListReleasesReply__Output>): grpc.ClientUnaryCall;
  listReleases(argument: _qiantai_acquiring_v1_ListReleasesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListReleasesReply__Output>): grpc.ClientUnaryCall;
  listReleases(argument: _qiantai_acquiring_v1_ListReleasesRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ListReleasesReply__Output>): grpc.ClientUnaryCall;
  
  PlaceOrder(argument: _qiantai_acquiring_v1_PlaceOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OrderDescription__Output>): grpc.ClientUnaryCall;
  PlaceOrder(argument: _qiantai_acquiring_v1_PlaceOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_OrderDescription__Output>): grpc.ClientUnaryCall;
  PlaceOrder(argument: _qiantai_acquiring_v1_PlaceOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OrderDescription__Output>): grpc.ClientUnaryCall;
  PlaceOrder(argument: _qiantai_acquiring_v1_PlaceOrderRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_OrderDescription__Output>): grpc.ClientUnaryCall;
  placeOrder(argument: _qiantai_acquiring_v1_PlaceOrderRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OrderDescription__Output>): grpc.ClientUnaryCall;
  placeOrder(argument: _qiantai_acquiring_v1_PlaceOrderRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_OrderDescription__Output>): grpc.ClientUnaryCall;
  placeOrder(argument: _qiantai_acquiring_v1_PlaceOrderRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_OrderDescription__Output>): grpc.ClientUnaryCall;
  placeOrder(argument: _qiantai_acquiring_v1_PlaceOrderRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_OrderDescription__Output>): grpc.ClientUnaryCall;
  
  PutRelease(argument: _qiantai_acquiring_v1_PutReleaseRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Release__Output>): grpc.ClientUnaryCall;
  PutRelease(argument: _qiantai_acquiring_v1_PutReleaseRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Release__Output>): grpc.ClientUnaryCall;
  PutRelease(argument: _qiantai_acquiring_v1_PutReleaseRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Release__Output>): grpc.ClientUnaryCall;
  PutRelease(argument: _qiantai_acquiring_v1_PutReleaseRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Release__Output>): grpc.ClientUnaryCall;
  putRelease(argument: _qiantai_acquiring_v1_PutReleaseRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Release__Output>): grpc.ClientUnaryCall;
  putRelease(argument: _qiantai_acquiring_v1_PutReleaseRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Release__Output>): grpc.ClientUnaryCall;
  putRelease(argument: _qiantai_acquiring_v1_PutReleaseRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Release__Output>): grpc.ClientUnaryCall;
  putRelease(argument: _qiantai_acquiring_v1_PutReleaseRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Release__Output>): grpc.ClientUnaryCall;
  
  RetireAgent(argument: _qiantai_acquiring_v1_RetireAgentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AgentDescription__Output>): grpc.ClientUnaryCall;
  RetireAgent(argument: _qiantai_acquiring_v1_RetireAgentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_AgentDescription__Output>): grpc.ClientUnaryCall;
  RetireAgent(argument: _qiantai_acquiring_v1_RetireAgentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AgentDescription__Output>): grpc.ClientUnaryCall;
  RetireAgent(argument: _qiantai_acquiring_v1_RetireAgentRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_AgentDescription__Output>): grpc.ClientUnaryCall;
  retireAgent(argument: _qiantai_acquiring_v1_RetireAgentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AgentDescription__Output>): grpc.ClientUnaryCall;
  retireAgent(argument: _qiantai_acquiring_v1_RetireAgentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_AgentDescription__Output>): grpc.ClientUnaryCall;
  retireAgent(argument: _qiantai_acquiring_v1_RetireAgentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AgentDescription__Output>): grpc.ClientUnaryCall;
  retireAgent(argument: _qiantai_acquiring_v1_RetireAgentRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_AgentDescription__Output>): grpc.ClientUnaryCall;
  
  RevokeAgent(argument: _qiantai_acquiring_v1_RevokeAgentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AgentDescription__Output>): grpc.ClientUnaryCall;
  RevokeAgent(argument: _qiantai_acquiring_v1_RevokeAgentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_AgentDescription__Output>): grpc.ClientUnaryCall;
  RevokeAgent(argument: _qiantai_acquiring_v1_RevokeAgentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AgentDescription__Output>): grpc.ClientUnaryCall;
  RevokeAgent(argument: _qiantai_acquiring_v1_RevokeAgentRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_AgentDescription__Output>): grpc.ClientUnaryCall;
  revokeAgent(argument: _qiantai_acquiring_v1_RevokeAgentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AgentDescription__Output>): grpc.ClientUnaryCall;
  revokeAgent(argument: _qiantai_acquiring_v1_RevokeAgentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_AgentDescription__Output>): grpc.ClientUnaryCall;
  revokeAgent(argument: _qiantai_acquiring_v1_RevokeAgentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_AgentDescription__Output>): grpc.ClientUnaryCall;
  revokeAgent(argument: _qiantai_acquiring_v1_RevokeAgentRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_AgentDescription__Output>): grpc.ClientUnaryCall;
  
  SetRollout(argument: _qiantai_acquiring_v1_SetRolloutRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Release__Output>): grpc.ClientUnaryCall;
  SetRollout(argument: _qiantai_acquiring_v1_SetRolloutRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Release__Output>): grpc.ClientUnaryCall;
  SetRollout(argument: _qiantai_acquiring_v1_SetRolloutRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Release__Output>): grpc.ClientUnaryCall;
  SetRollout(argument: _qiantai_acquiring_v1_SetRolloutRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Release__Output>): grpc.ClientUnaryCall;
  setRollout(argument: _qiantai_acquiring_v1_SetRolloutRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Release__Output>): grpc.ClientUnaryCall;
  setRollout(argument: _qiantai_acquiring_v1_SetRolloutRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_Release__Output>): grpc.ClientUnaryCall;
  setRollout(argument: _qiantai_acquiring_v1_SetRolloutRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_Release__Output>): grpc.ClientUnaryCall;
  setRollout(argument: _qiantai_acquiring_v1_SetRolloutRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_Release__Output>): grpc.ClientUnaryCall;
  
  WithdrawActivationCode(argument: _qiantai_acquiring_v1_WithdrawActivationCodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ActivationCodeDescription__Output>): grpc.ClientUnaryCall;
  WithdrawActivationCode(argument: _qiantai_acquiring_v1_WithdrawActivationCodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ActivationCodeDescription__Output>): grpc.ClientUnaryCall;
  WithdrawActivationCode(argument: _qiantai_acquiring_v1_WithdrawActivationCodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ActivationCodeDescription__Output>): grpc.ClientUnaryCall;
  WithdrawActivationCode(argument: _qiantai_acquiring_v1_WithdrawActivationCodeRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ActivationCodeDescription__Output>): grpc.ClientUnaryCall;
  withdrawActivationCode(argument: _qiantai_acquiring_v1_WithdrawActivationCodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ActivationCodeDescription__Output>): grpc.ClientUnaryCall;
  withdrawActivationCode(argument: _qiantai_acquiring_v1_WithdrawActivationCodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_ActivationCodeDescription__Output>): grpc.ClientUnaryCall;
  withdrawActivationCode(argument: _qiantai_acquiring_v1_WithdrawActivationCodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_ActivationCodeDescription__Output>): grpc.ClientUnaryCall;
  withdrawActivationCode(argument: _qiantai_acquiring_v1_WithdrawActivationCodeRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_ActivationCodeDescription__Output>): grpc.ClientUnaryCall;
  
}

export interface FleetServiceHandlers extends grpc.UntypedServiceImplementation {
  CreateActivationCode: grpc.handleUnaryCall<_qiantai_acquiring_v1_CreateActivationCodeRequest__Output, _qiantai_acquiring_v1_CreateActivationCodeReply>;
  
  GetFleetBoard: grpc.handleUnaryCall<_qiantai_acquiring_v1_GetFleetBoardRequest__Output, _qiantai_acquiring_v1_GetFleetBoardReply>;
  
  GetOrder: grpc.handleUnaryCall<_qiantai_acquiring_v1_GetOrderRequest__Output, _qiantai_acquiring_v1_GetOrderReply>;
  
  ListActivationCodes: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListActivationCodesRequest__Output, _qiantai_acquiring_v1_ListActivationCodesReply>;
  
  ListAgents: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListAgentsRequest__Output, _qiantai_acquiring_v1_ListAgentsReply>;
  
  ListOrders: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListOrdersRequest__Output, _qiantai_acquiring_v1_ListOrdersReply>;
  
  ListReleases: grpc.handleUnaryCall<_qiantai_acquiring_v1_ListReleasesRequest__Output, _qiantai_acquiring_v1_ListReleasesReply>;
  
  PlaceOrder: grpc.handleUnaryCall<_qiantai_acquiring_v1_PlaceOrderRequest__Output, _qiantai_acquiring_v1_OrderDescription>;
  
  PutRelease: grpc.handleUnaryCall<_qiantai_acquiring_v1_PutReleaseRequest__Output, _qiantai_acquiring_v1_Release>;
  
  RetireAgent: grpc.handleUnaryCall<_qiantai_acquiring_v1_RetireAgentRequest__Output, _qiantai_acquiring_v1_AgentDescription>;
  
  RevokeAgent: grpc.handleUnaryCall<_qiantai_acquiring_v1_RevokeAgentRequest__Output, _qiantai_acquiring_v1_AgentDescription>;
  
  SetRollout: grpc.handleUnaryCall<_qiantai_acquiring_v1_SetRolloutRequest__Output, _qiantai_acquiring_v1_Release>;
  
  WithdrawActivationCode: grpc.handleUnaryCall<_qiantai_acquiring_v1_WithdrawActivationCodeRequest__Output, _qiantai_acquiring_v1_ActivationCodeDescription>;
  
}

export interface FleetServiceDefinition extends grpc.ServiceDefinition {
  CreateActivationCode: MethodDefinition<_qiantai_acquiring_v1_CreateActivationCodeRequest, _qiantai_acquiring_v1_CreateActivationCodeReply, _qiantai_acquiring_v1_CreateActivationCodeRequest__Output, _qiantai_acquiring_v1_CreateActivationCodeReply__Output>
  GetFleetBoard: MethodDefinition<_qiantai_acquiring_v1_GetFleetBoardRequest, _qiantai_acquiring_v1_GetFleetBoardReply, _qiantai_acquiring_v1_GetFleetBoardRequest__Output, _qiantai_acquiring_v1_GetFleetBoardReply__Output>
  GetOrder: MethodDefinition<_qiantai_acquiring_v1_GetOrderRequest, _qiantai_acquiring_v1_GetOrderReply, _qiantai_acquiring_v1_GetOrderRequest__Output, _qiantai_acquiring_v1_GetOrderReply__Output>
  ListActivationCodes: MethodDefinition<_qiantai_acquiring_v1_ListActivationCodesRequest, _qiantai_acquiring_v1_ListActivationCodesReply, _qiantai_acquiring_v1_ListActivationCodesRequest__Output, _qiantai_acquiring_v1_ListActivationCodesReply__Output>
  ListAgents: MethodDefinition<_qiantai_acquiring_v1_ListAgentsRequest, _qiantai_acquiring_v1_ListAgentsReply, _qiantai_acquiring_v1_ListAgentsRequest__Output, _qiantai_acquiring_v1_ListAgentsReply__Output>
  ListOrders: MethodDefinition<_qiantai_acquiring_v1_ListOrdersRequest, _qiantai_acquiring_v1_ListOrdersReply, _qiantai_acquiring_v1_ListOrdersRequest__Output, _qiantai_acquiring_v1_ListOrdersReply__Output>
  ListReleases: MethodDefinition<_qiantai_acquiring_v1_ListReleasesRequest, _qiantai_acquiring_v1_ListReleasesReply, _qiantai_acquiring_v1_ListReleasesRequest__Output, _qiantai_acquiring_v1_ListReleasesReply__Output>
  PlaceOrder: MethodDefinition<_qiantai_acquiring_v1_PlaceOrderRequest, _qiantai_acquiring_v1_OrderDescription, _qiantai_acquiring_v1_PlaceOrderRequest__Output, _qiantai_acquiring_v1_OrderDescription__Output>
  PutRelease: MethodDefinition<_qiantai_acquiring_v1_PutReleaseRequest, _qiantai_acquiring_v1_Release, _qiantai_acquiring_v1_PutReleaseRequest__Output, _qiantai_acquiring_v1_Release__Output>
  RetireAgent: MethodDefinition<_qiantai_acquiring_v1_RetireAgentRequest, _qiantai_acquiring_v1_AgentDescription, _qiantai_acquiring_v1_RetireAgentRequest__Output, _qiantai_acquiring_v1_AgentDescription__Output>
  RevokeAgent: MethodDefinition<_qiantai_acquiring_v1_RevokeAgentRequest, _qiantai_acquiring_v1_AgentDescription, _qiantai_acquiring_v1_RevokeAgentRequest__Output, _qiantai_acquiring_v1_AgentDescription__Output>
  SetRollout: MethodDefinition<_qiantai_acquiring_v1_SetRolloutRequest, _qiantai_acquiring_v1_Release, _qiantai_acquiring_v1_SetRolloutRequest__Output, _qiantai_acquiring_v1_Release__Output>
  WithdrawActivationCode: MethodDefinition<_qiantai_acquiring_v1_WithdrawActivationCodeRequest, _qiantai_acquiring_v1_ActivationCodeDescription, _qiantai_acquiring_v1_WithdrawActivationCodeRequest__Output, _qiantai_acquiring_v1_ActivationCodeDescription__Output>
}
