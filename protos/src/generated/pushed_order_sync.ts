import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { FetchTerminalOrdersReply as _qiantai_acquiring_v1_FetchTerminalOrdersReply, FetchTerminalOrdersReply__Output as _qiantai_acquiring_v1_FetchTerminalOrdersReply__Output } from './qiantai/acquiring/v1/FetchTerminalOrdersReply.ts';
import type { FetchTerminalOrdersRequest as _qiantai_acquiring_v1_FetchTerminalOrdersRequest, FetchTerminalOrdersRequest__Output as _qiantai_acquiring_v1_FetchTerminalOrdersRequest__Output } from './qiantai/acquiring/v1/FetchTerminalOrdersRequest.ts';
import type { FetchedTerminalOrder as _qiantai_acquiring_v1_FetchedTerminalOrder, FetchedTerminalOrder__Output as _qiantai_acquiring_v1_FetchedTerminalOrder__Output } from './qiantai/acquiring/v1/FetchedTerminalOrder.ts';
import type { ReportTerminalOrderReply as _qiantai_acquiring_v1_ReportTerminalOrderReply, ReportTerminalOrderReply__Output as _qiantai_acquiring_v1_ReportTerminalOrderReply__Output } from './qiantai/acquiring/v1/ReportTerminalOrderReply.ts';
import type { ReportTerminalOrderRequest as _qiantai_acquiring_v1_ReportTerminalOrderRequest, ReportTerminalOrderRequest__Output as _qiantai_acquiring_v1_ReportTerminalOrderRequest__Output } from './qiantai/acquiring/v1/ReportTerminalOrderRequest.ts';
import type { TerminalOrderSyncServiceClient as _qiantai_acquiring_v1_TerminalOrderSyncServiceClient, TerminalOrderSyncServiceDefinition as _qiantai_acquiring_v1_TerminalOrderSyncServiceDefinition } from './qiantai/acquiring/v1/TerminalOrderSyncService.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  qiantai: {
    acquiring: {
      v1: {
        FetchTerminalOrdersReply: MessageTypeDefinition<_qiantai_acquiring_v1_FetchTerminalOrdersReply, _qiantai_acquiring_v1_FetchTerminalOrdersReply__Output>
        FetchTerminalOrdersRequest: MessageTypeDefinition<_qiantai_acquiring_v1_FetchTerminalOrdersRequest, _qiantai_acquiring_v1_FetchTerminalOrdersRequest__Output>
        FetchedTerminalOrder: MessageTypeDefinition<_qiantai_acquiring_v1_FetchedTerminalOrder, _qiantai_acquiring_v1_FetchedTerminalOrder__Output>
        ReportTerminalOrderReply: MessageTypeDefinition<_qiantai_acquiring_v1_ReportTerminalOrderReply, _qiantai_acquiring_v1_ReportTerminalOrderReply__Output>
        ReportTerminalOrderRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ReportTerminalOrderRequest, _qiantai_acquiring_v1_ReportTerminalOrderRequest__Output>
        TerminalOrderSyncService: SubtypeConstructor<typeof grpc.Client, _qiantai_acquiring_v1_TerminalOrderSyncServiceClient> & { service: _qiantai_acquiring_v1_TerminalOrderSyncServiceDefinition }
      }
    }
  }
}

