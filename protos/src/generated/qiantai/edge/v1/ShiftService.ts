// Original file: protos/proto/qiantai/edge/v1/shift.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { BeginClosingRequest as _qiantai_edge_v1_BeginClosingRequest, BeginClosingRequest__Output as _qiantai_edge_v1_BeginClosingRequest__Output } from '../../../qiantai/edge/v1/BeginClosingRequest.ts';
import type { CardBatchReport as _qiantai_edge_v1_CardBatchReport, CardBatchReport__Output as _qiantai_edge_v1_CardBatchReport__Output } from '../../../qiantai/edge/v1/CardBatchReport.ts';
import type { CloseShiftRequest as _qiantai_edge_v1_CloseShiftRequest, CloseShiftRequest__Output as _qiantai_edge_v1_CloseShiftRequest__Output } from '../../../qiantai/edge/v1/CloseShiftRequest.ts';
import type { GetCardBatchRequest as _qiantai_edge_v1_GetCardBatchRequest, GetCardBatchRequest__Output as _qiantai_edge_v1_GetCardBatchRequest__Output } from '../../../qiantai/edge/v1/GetCardBatchRequest.ts';
import type { GetShiftRequest as _qiantai_edge_v1_GetShiftRequest, GetShiftRequest__Output as _qiantai_edge_v1_GetShiftRequest__Output } from '../../../qiantai/edge/v1/GetShiftRequest.ts';
import type { HandOverShiftRequest as _qiantai_edge_v1_HandOverShiftRequest, HandOverShiftRequest__Output as _qiantai_edge_v1_HandOverShiftRequest__Output } from '../../../qiantai/edge/v1/HandOverShiftRequest.ts';
import type { ListShiftsReply as _qiantai_edge_v1_ListShiftsReply, ListShiftsReply__Output as _qiantai_edge_v1_ListShiftsReply__Output } from '../../../qiantai/edge/v1/ListShiftsReply.ts';
import type { ListShiftsRequest as _qiantai_edge_v1_ListShiftsRequest, ListShiftsRequest__Output as _qiantai_edge_v1_ListShiftsRequest__Output } from '../../../qiantai/edge/v1/ListShiftsRequest.ts';
import type { MoveCashRequest as _qiantai_edge_v1_MoveCashRequest, MoveCashRequest__Output as _qiantai_edge_v1_MoveCashRequest__Output } from '../../../qiantai/edge/v1/MoveCashRequest.ts';
import type { OpenShiftRequest as _qiantai_edge_v1_OpenShiftRequest, OpenShiftRequest__Output as _qiantai_edge_v1_OpenShiftRequest__Output } from '../../../qiantai/edge/v1/OpenShiftRequest.ts';
import type { SettleCardsRequest as _qiantai_edge_v1_SettleCardsRequest, SettleCardsRequest__Output as _qiantai_edge_v1_SettleCardsRequest__Output } from '../../../qiantai/edge/v1/SettleCardsRequest.ts';
import type { ShiftReport as _qiantai_edge_v1_ShiftReport, ShiftReport__Output as _qiantai_edge_v1_ShiftReport__Output } from '../../../qiantai/edge/v1/ShiftReport.ts';

export interface ShiftServiceClient extends grpc.Client {
  BeginClosing(argument: _qiantai_edge_v1_BeginClosingRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  BeginClosing(argument: _qiantai_edge_v1_BeginClosingRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  BeginClosing(argument: _qiantai_edge_v1_BeginClosingRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  BeginClosing(argument: _qiantai_edge_v1_BeginClosingRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  beginClosing(argument: _qiantai_edge_v1_BeginClosingRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  beginClosing(argument: _qiantai_edge_v1_BeginClosingRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  beginClosing(argument: _qiantai_edge_v1_BeginClosingRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  beginClosing(argument: _qiantai_edge_v1_BeginClosingRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  
  CloseShift(argument: _qiantai_edge_v1_CloseShiftRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  CloseShift(argument: _qiantai_edge_v1_CloseShiftRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  CloseShift(argument: _qiantai_edge_v1_CloseShiftRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  CloseShift(argument: _qiantai_edge_v1_CloseShiftRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  closeShift(argument: _qiantai_edge_v1_CloseShiftRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  closeShift(argument: _qiantai_edge_v1_CloseShiftRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  closeShift(argument: _qiantai_edge_v1_CloseShiftRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  closeShift(argument: _qiantai_edge_v1_CloseShiftRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  
  GetCardBatch(argument: _qiantai_edge_v1_GetCardBatchRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_CardBatchReport__Output>): grpc.ClientUnaryCall;
  GetCardBatch(argument: _qiantai_edge_v1_GetCardBatchRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_CardBatchReport__Output>): grpc.ClientUnaryCall;
  GetCardBatch(argument: _qiantai_edge_v1_GetCardBatchRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_CardBatchReport__Output>): grpc.ClientUnaryCall;
  GetCardBatch(argument: _qiantai_edge_v1_GetCardBatchRequest, callback: grpc.requestCallback<_qiantai_edge_v1_CardBatchReport__Output>): grpc.ClientUnaryCall;
  getCardBatch(argument: _qiantai_edge_v1_GetCardBatchRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_CardBatchReport__Output>): grpc.ClientUnaryCall;
  getCardBatch(argument: _qiantai_edge_v1_GetCardBatchRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_CardBatchReport__Output>): grpc.ClientUnaryCall;
  getCardBatch(argument: _qiantai_edge_v1_GetCardBatchRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_CardBatchReport__Output>): grpc.ClientUnaryCall;
  getCardBatch(argument: _qiantai_edge_v1_GetCardBatchRequest, callback: grpc.requestCallback<_qiantai_edge_v1_CardBatchReport__Output>): grpc.ClientUnaryCall;
  
  GetShift(argument: _qiantai_edge_v1_GetShiftRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  GetShift(argument: _qiantai_edge_v1_GetShiftRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  GetShift(argument: _qiantai_edge_v1_GetShiftRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  GetShift(argument: _qiantai_edge_v1_GetShiftRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  getShift(argument: _qiantai_edge_v1_GetShiftRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  getShift(argument: _qiantai_edge_v1_GetShiftRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  getShift(argument: _qiantai_edge_v1_GetShiftRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  getShift(argument: _qiantai_edge_v1_GetShiftRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  
  HandOverShift(argument: _qiantai_edge_v1_HandOverShiftRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  HandOverShift(argument: _qiantai_edge_v1_HandOverShiftRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  HandOverShift(argument: _qiantai_edge_v1_HandOverShiftRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  HandOverShift(argument: _qiantai_edge_v1_HandOverShiftRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  handOverShift(argument: _qiantai_edge_v1_HandOverShiftRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  handOverShift(argument: _qiantai_edge_v1_HandOverShiftRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  handOverShift(argument: _qiantai_edge_v1_HandOverShiftRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  handOverShift(argument: _qiantai_edge_v1_HandOverShiftRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  
  ListShifts(argument: _qiantai_edge_v1_ListShiftsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListShiftsReply__Output>): grpc.ClientUnaryCall;
  ListShifts(argument: _qiantai_edge_v1_ListShiftsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ListShiftsReply__Output>): grpc.ClientUnaryCall;
  ListShifts(argument: _qiantai_edge_v1_ListShiftsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListShiftsReply__Output>): grpc.ClientUnaryCall;
  ListShifts(argument: _qiantai_edge_v1_ListShiftsRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ListShiftsReply__Output>): grpc.ClientUnaryCall;
  listShifts(argument: _qiantai_edge_v1_ListShiftsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListShiftsReply__Output>): grpc.ClientUnaryCall;
  listShifts(argument: _qiantai_edge_v1_ListShiftsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ListShiftsReply__Output>): grpc.ClientUnaryCall;
  listShifts(argument: _qiantai_edge_v1_ListShiftsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListShiftsReply__Output>): grpc.ClientUnaryCall;
  listShifts(argument: _qiantai_edge_v1_ListShiftsRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ListShiftsReply__Output>): grpc.ClientUnaryCall;
  
  MoveCash(argument: _qiantai_edge_v1_MoveCashRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  MoveCash(argument: _qiantai_edge_v1_MoveCashRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  MoveCash(argument: _qiantai_edge_v1_MoveCashRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  MoveCash(argument: _qiantai_edge_v1_MoveCashRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  moveCash(argument: _qiantai_edge_v1_MoveCashRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  moveCash(argument: _qiantai_edge_v1_MoveCashRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  moveCash(argument: _qiantai_edge_v1_MoveCashRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  moveCash(argument: _qiantai_edge_v1_MoveCashRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  
  OpenShift(argument: _qiantai_edge_v1_OpenShiftRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  OpenShift(argument: _qiantai_edge_v1_OpenShiftRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  OpenShift(argument: _qiantai_edge_v1_OpenShiftRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  OpenShift(argument: _qiantai_edge_v1_OpenShiftRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  openShift(argument: _qiantai_edge_v1_OpenShiftRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  openShift(argument: _qiantai_edge_v1_OpenShiftRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  openShift(argument: _qiantai_edge_v1_OpenShiftRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  openShift(argument: _qiantai_edge_v1_OpenShiftRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ShiftReport__Output>): grpc.ClientUnaryCall;
  
  SettleCards(argument: _qiantai_edge_v1_SettleCardsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_CardBatchReport__Output>): grpc.ClientUnaryCall;
  SettleCards(argument: _qiantai_edge_v1_SettleCardsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_CardBatchReport__Output>): grpc.ClientUnaryCall;
  SettleCards(argument: _qiantai_edge_v1_SettleCardsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_CardBatchReport__Output>): grpc.ClientUnaryCall;
  SettleCards(argument: _qiantai_edge_v1_SettleCardsRequest, callback: grpc.requestCallback<_qiantai_edge_v1_CardBatchReport__Output>): grpc.ClientUnaryCall;
  settleCards(argument: _qiantai_edge_v1_SettleCardsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_CardBatchReport__Output>): grpc.ClientUnaryCall;
  settleCards(argument: _qiantai_edge_v1_SettleCardsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_CardBatchReport__Output>): grpc.ClientUnaryCall;
  settleCards(argument: _qiantai_edge_v1_SettleCardsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_CardBatchReport__Output>): grpc.ClientUnaryCall;
  settleCards(argument: _qiantai_edge_v1_SettleCardsRequest, callback: grpc.requestCallback<_qiantai_edge_v1_CardBatchReport__Output>): grpc.ClientUnaryCall;
  
}

export interface ShiftServiceHandlers extends grpc.UntypedServiceImplementation {
  BeginClosing: grpc.handleUnaryCall<_qiantai_edge_v1_BeginClosingRequest__Output, _qiantai_edge_v1_ShiftReport>;
  
  CloseShift: grpc.handleUnaryCall<_qiantai_edge_v1_CloseShiftRequest__Output, _qiantai_edge_v1_ShiftReport>;
  
  GetCardBatch: grpc.handleUnaryCall<_qiantai_edge_v1_GetCardBatchRequest__Output, _qiantai_edge_v1_CardBatchReport>;
  
  GetShift: grpc.handleUnaryCall<_qiantai_edge_v1_GetShiftRequest__Output, _qiantai_edge_v1_ShiftReport>;
  
  HandOverShift: grpc.handleUnaryCall<_qiantai_edge_v1_HandOverShiftRequest__Output, _qiantai_edge_v1_ShiftReport>;
  
  ListShifts: grpc.handleUnaryCall<_qiantai_edge_v1_ListShiftsRequest__Output, _qiantai_edge_v1_ListShiftsReply>;
  
  MoveCash: grpc.handleUnaryCall<_qiantai_edge_v1_MoveCashRequest__Output, _qiantai_edge_v1_ShiftReport>;
  
  OpenShift: grpc.handleUnaryCall<_qiantai_edge_v1_OpenShiftRequest__Output, _qiantai_edge_v1_ShiftReport>;
  
  SettleCards: grpc.handleUnaryCall<_qiantai_edge_v1_SettleCardsRequest__Output, _qiantai_edge_v1_CardBatchReport>;
  
}

export interface ShiftServiceDefinition extends grpc.ServiceDefinition {
  BeginClosing: MethodDefinition<_qiantai_edge_v1_BeginClosingRequest, _qiantai_edge_v1_ShiftReport, _qiantai_edge_v1_BeginClosingRequest__Output, _qiantai_edge_v1_ShiftReport__Output>
  CloseShift: MethodDefinition<_qiantai_edge_v1_CloseShiftRequest, _qiantai_edge_v1_ShiftReport, _qiantai_edge_v1_CloseShiftRequest__Output, _qiantai_edge_v1_ShiftReport__Output>
  GetCardBatch: MethodDefinition<_qiantai_edge_v1_GetCardBatchRequest, _qiantai_edge_v1_CardBatchReport, _qiantai_edge_v1_GetCardBatchRequest__Output, _qiantai_edge_v1_CardBatchReport__Output>
  GetShift: MethodDefinition<_qiantai_edge_v1_GetShiftRequest, _qiantai_edge_v1_ShiftReport, _qiantai_edge_v1_GetShiftRequest__Output, _qiantai_edge_v1_ShiftReport__Output>
  HandOverShift: MethodDefinition<_qiantai_edge_v1_HandOverShiftRequest, _qiantai_edge_v1_ShiftReport, _qiantai_edge_v1_HandOverShiftRequest__Output, _qiantai_edge_v1_ShiftReport__Output>
  ListShifts: MethodDefinition<_qiantai_edge_v1_ListShiftsRequest, _qiantai_edge_v1_ListShiftsReply, _qiantai_edge_v1_ListShiftsRequest__Output, _qiantai_edge_v1_ListShiftsReply__Output>
  MoveCash: MethodDefinition<_qiantai_edge_v1_MoveCashRequest, _qiantai_edge_v1_ShiftReport, _qiantai_edge_v1_MoveCashRequest__Output, _qiantai_edge_v1_ShiftReport__Output>
  OpenShift: MethodDefinition<_qiantai_edge_v1_OpenShiftRequest, _qiantai_edge_v1_ShiftReport, _qiantai_edge_v1_OpenShiftRequest__Output, _qiantai_edge_v1_ShiftReport__Output>
  SettleCards: MethodDefinition<_qiantai_edge_v1_SettleCardsRequest, _qiantai_edge_v1_CardBatchReport, _qiantai_edge_v1_SettleCardsRequest__Output, _qiantai_edge_v1_CardBatchReport__Output>
}
