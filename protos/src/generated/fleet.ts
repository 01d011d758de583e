import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { ActivationCodeDescription as _qiantai_acquiring_v1_ActivationCodeDescription, ActivationCodeDescription__Output as _qiantai_acquiring_v1_ActivationCodeDescription__Output } from './qiantai/acquiring/v1/ActivationCodeDescription.ts';
import type { AgentDescription as _qiantai_acquiring_v1_AgentDescription, AgentDescription__Output as _qiantai_acquiring_v1_AgentDescription__Output } from './qiantai/acquiring/v1/AgentDescription.ts';
import type { AlarmBoard as _qiantai_acquiring_v1_AlarmBoard, AlarmBoard__Output as _qiantai_acquiring_v1_AlarmBoard__Output } from './qiantai/acquiring/v1/AlarmBoard.ts';
import type { CreateActivationCodeReply as _qiantai_acquiring_v1_CreateActivationCodeReply, CreateActivationCodeReply__Output as _qiantai_acquiring_v1_CreateActivationCodeReply__Output } from './qiantai/acquiring/v1/CreateActivationCodeReply.ts';
import type { CreateActivationCodeRequest as _qiantai_acquiring_v1_CreateActivationCodeRequest, CreateActivationCodeRequest__Output as _qiantai_acquiring_v1_CreateActivationCodeRequest__Output } from './qiantai/acquiring/v1/CreateActivationCodeRequest.ts';
import type { CurrencySum as _qiantai_acquiring_v1_CurrencySum, CurrencySum__Output as _qiantai_acquiring_v1_CurrencySum__Output } from './qiantai/acquiring/v1/CurrencySum.ts';
import type { FleetServiceClient as _qiantai_acquiring_v1_FleetServiceClient, FleetServiceDefinition as _qiantai_acquiring_v1_FleetServiceDefinition } from './qiantai/acquiring/v1/FleetService.ts';
import type { GetFleetBoardReply as _qiantai_acquiring_v1_GetFleetBoardReply, GetFleetBoardReply__Output as _qiantai_acquiring_v1_GetFleetBoardReply__Output } from './qiantai/acquiring/v1/GetFleetBoardReply.ts';
import type { GetFleetBoardRequest as _qiantai_acquiring_v1_GetFleetBoardRequest, GetFleetBoardRequest__Output as _qiantai_acquiring_v1_GetFleetBoardRequest__Output } from './qiantai/acquiring/v1/GetFleetBoardRequest.ts';
import type { GetOrderReply as _qiantai_acquiring_v1_GetOrderReply, GetOrderReply__Output as _qiantai_acquiring_v1_GetOrderReply__Output } from './qiantai/acquiring/v1/GetOrderReply.ts';
import type { GetOrderRequest as _qiantai_acquiring_v1_GetOrderRequest, GetOrderRequest__Output as _qiantai_acquiring_v1_GetOrderRequest__Output } from './qiantai/acquiring/v1/GetOrderRequest.ts';
import type { ListActivationCodesReply as _qiantai_acquiring_v1_ListActivationCodesReply, ListActivationCodesReply__Output as _qiantai_acquiring_v1_ListActivationCodesReply__Output } from './qiantai/acquiring/v1/ListActivationCodesReply.ts';
import type { ListActivationCodesRequest as _qiantai_acquiring_v1_ListActivationCodesRequest, ListActivationCodesRequest__Output as _qiantai_acquiring_v1_ListActivationCodesRequest__Output } from './qiantai/acquiring/v1/ListActivationCodesRequest.ts';
import type { ListAgentsReply as _qiantai_acquiring_v1_ListAgentsReply, ListAgentsReply__Output as _qiantai_acquiring_v1_ListAgentsReply__Output } from './qiantai/acquiring/v1/ListAgentsReply.ts';
import type { ListAgentsRequest as _qiantai_acquiring_v1_ListAgentsRequest, ListAgentsRequest__Output as _qiantai_acquiring_v1_ListAgentsRequest__Output } from './qiantai/acquiring/v1/ListAgentsRequest.ts';
import type { ListOrdersReply as _qiantai_acquiring_v1_ListOrdersReply, ListOrdersReply__Output as _qiantai_acquiring_v1_ListOrdersReply__Output } from './qiantai/acquiring/v1/ListOrdersReply.ts';
import type { ListOrdersRequest as _qiantai_acquiring_v1_ListOrdersRequest, ListOrdersRequest__Output as _qiantai_acquiring_v1_ListOrdersRequest__Output } from './qiantai/acquiring/v1/ListOrdersRequest.ts';
import type { ListReleasesReply as _qiantai_acquiring_v1_ListReleasesReply, ListReleasesReply__Output as _qiantai_acquiring_v1_ListReleasesReply__Output } from './qiantai/acquiring/v1/ListReleasesReply.ts';
import type { ListReleasesRequest as _qiantai_acquiring_v1_ListReleasesRequest, ListReleasesRequest__Output as _qiantai_acquiring_v1_ListReleasesRequest__Output } from './qiantai/acquiring/v1/ListReleasesRequest.ts';
import type { OrderDescription as _qiantai_acquiring_v1_OrderDescription, OrderDescription__Output as _qiantai_acquiring_v1_OrderDescription__Output } from './qiantai/acquiring/v1/OrderDescription.ts';
import type { PlaceOrderRequest as _qiantai_acquiring_v1_PlaceOrderRequest, PlaceOrderRequest__Output as _qiantai_acquiring_v1_PlaceOrderRequest__Output } from './qiantai/acquiring/v1/PlaceOrderRequest.ts';
import type { PutReleaseRequest as _qiantai_acquiring_v1_PutReleaseRequest, PutReleaseRequest__Output as _qiantai_acquiring_v1_PutReleaseRequest__Output } from './qiantai/acquiring/v1/PutReleaseRequest.ts';
import type { Release as _qiantai_acquiring_v1_Release, Release__Output as _qiantai_acquiring_v1_Release__Output } from './qiantai/acquiring/v1/Release.ts';
import type { RetireAgentRequest as _qiantai_acquiring_v1_RetireAgentRequest, RetireAgentRequest__Output as _qiantai_acquiring_v1_RetireAgentRequest__Output } from './qiantai/acquiring/v1/RetireAgentRequest.ts';
import type { RevokeAgentRequest as _qiantai_acquiring_v1_RevokeAgentRequest, RevokeAgentRequest__Output as _qiantai_acquiring_v1_RevokeAgentRequest__Output } from './qiantai/acquiring/v1/RevokeAgentRequest.ts';
import type { SetRolloutRequest as _qiantai_acquiring_v1_SetRolloutRequest, SetRolloutRequest__Output as _qiantai_acquiring_v1_SetRolloutRequest__Output } from './qiantai/acquiring/v1/SetRolloutRequest.ts';
import type { StoreBoard as _qiantai_acquiring_v1_StoreBoard, StoreBoard__Output as _qiantai_acquiring_v1_StoreBoard__Output } from './qiantai/acquiring/v1/StoreBoard.ts';
import type { TerminalBoard as _qiantai_acquiring_v1_TerminalBoard, TerminalBoard__Output as _qiantai_acquiring_v1_TerminalBoard__Output } from './qiantai/acquiring/v1/TerminalBoard.ts';
import type { WithdrawActivationCodeRequest as _qiantai_acquiring_v1_WithdrawActivationCodeRequest, WithdrawActivationCodeRequest__Output as _qiantai_acquiring_v1_WithdrawActivationCodeRequest__Output } from './qiantai/acquiring/v1/WithdrawActivationCodeRequest.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  qiantai: {
    acquiring: {
      v1: {
        ActivationCodeDescription: MessageTypeDefinition<_qiantai_acquiring_v1_ActivationCodeDescription, _qiantai_acquiring_v1_ActivationCodeDescription__Output>
        AgentDescription: MessageTypeDefinition<_qiantai_acquiring_v1_AgentDescription, _qiantai_acquiring_v1_AgentDescription__Output>
        AlarmBoard: MessageTypeDefinition<_qiantai_acquiring_v1_AlarmBoard, _qiantai_acquiring_v1_AlarmBoard__Output>
        CreateActivationCodeReply: MessageTypeDefinition<_qiantai_acquiring_v1_CreateActivationCodeReply, _qiantai_acquiring_v1_CreateActivationCodeReply__Output>
        CreateActivationCodeRequest: MessageTypeDefinition<_qiantai_acquiring_v1_CreateActivationCodeRequest, _qiantai_acquiring_v1_CreateActivationCodeRequest__Output>
        CurrencySum: MessageTypeDefinition<_qiantai_acquiring_v1_CurrencySum, _qiantai_acquiring_v1_CurrencySum__Output>
        FleetService: SubtypeConstructor<typeof grpc.Client, _qiantai_acquiring_v1_FleetServiceClient> & { service: _qiantai_acquiring_v1_FleetServiceDefinition }
        GetFleetBoardReply: MessageTypeDefinition<_qiantai_acquiring_v1_GetFleetBoardReply, _qiantai_acquiring_v1_GetFleetBoardReply__Output>
        GetFleetBoardRequest: MessageTypeDefinition<_qiantai_acquiring_v1_GetFleetBoardRequest, _qiantai_acquiring_v1_GetFleetBoardRequest__Output>
        GetOrderReply: MessageTypeDefinition<_qiantai_acquiring_v1_GetOrderReply, _qiantai_acquiring_v1_GetOrderReply__Output>
        GetOrderRequest: MessageTypeDefinition<_qiantai_acquiring_v1_GetOrderRequest, _qiantai_acquiring_v1_GetOrderRequest__Output>
        ListActivationCodesReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListActivationCodesReply, _qiantai_acquiring_v1_ListActivationCodesReply__Output>
        ListActivationCodesRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListActivationCodesRequest, _qiantai_acquiring_v1_ListActivationCodesRequest__Output>
        ListAgentsReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListAgentsReply, _qiantai_acquiring_v1_ListAgentsReply__Output>
        ListAgentsRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListAgentsRequest, _qiantai_acquiring_v1_ListAgentsRequest__Output>
        ListOrdersReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListOrdersReply, _qiantai_acquiring_v1_ListOrdersReply__Output>
        ListOrdersRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListOrdersRequest, _qiantai_acquiring_v1_ListOrdersRequest__Output>
        ListReleasesReply: MessageTypeDefinition<_qiantai_acquiring_v1_ListReleasesReply, _qiantai_acquiring_v1_ListReleasesReply__Output>
        ListReleasesRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ListReleasesRequest, _qiantai_acquiring_v1_ListReleasesRequest__Output>
        OrderDescription: MessageTypeDefinition<_qiantai_acquiring_v1_OrderDescription, _qiantai_acquiring_v1_OrderDescription__Output>
        PlaceOrderRequest: MessageTypeDefinition<_qiantai_acquiring_v1_PlaceOrderRequest, _qiantai_acquiring_v1_PlaceOrderRequest__Output>
        PutReleaseRequest: MessageTypeDefinition<_qiantai_acquiring_v1_PutReleaseRequest, _qiantai_acquiring_v1_PutReleaseRequest__Output>
        Release: MessageTypeDefinition<_qiantai_acquiring_v1_Release, _qiantai_acquiring_v1_Release__Output>
        RetireAgentRequest: MessageTypeDefinition<_qiantai_acquiring_v1_RetireAgentRequest, _qiantai_acquiring_v1_RetireAgentRequest__Output>
        RevokeAgentRequest: MessageTypeDefinition<_qiantai_acquiring_v1_RevokeAgentRequest, _qiantai_acquiring_v1_RevokeAgentRequest__Output>
        SetRolloutRequest: MessageTypeDefinition<_qiantai_acquiring_v1_SetRolloutRequest, _qiantai_acquiring_v1_SetRolloutRequest__Output>
        StoreBoard: MessageTypeDefinition<_qiantai_acquiring_v1_StoreBoard, _qiantai_acquiring_v1_StoreBoard__Output>
        TerminalBoard: MessageTypeDefinition<_qiantai_acquiring_v1_TerminalBoard, _qiantai_acquiring_v1_TerminalBoard__Output>
        WithdrawActivationCodeRequest: MessageTypeDefinition<_qiantai_acquiring_v1_WithdrawActivationCodeRequest, _qiantai_acquiring_v1_WithdrawActivationCodeRequest__Output>
      }
    }
  }
}

