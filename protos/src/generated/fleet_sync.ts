import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { AnswerOrderReply as _qiantai_acquiring_v1_AnswerOrderReply, AnswerOrderReply__Output as _qiantai_acquiring_v1_AnswerOrderReply__Output } from './qiantai/acquiring/v1/AnswerOrderReply.ts';
import type { AnswerOrderRequest as _qiantai_acquiring_v1_AnswerOrderRequest, AnswerOrderRequest__Output as _qiantai_acquiring_v1_AnswerOrderRequest__Output } from './qiantai/acquiring/v1/AnswerOrderRequest.ts';
import type { FetchOrdersReply as _qiantai_acquiring_v1_FetchOrdersReply, FetchOrdersReply__Output as _qiantai_acquiring_v1_FetchOrdersReply__Output } from './qiantai/acquiring/v1/FetchOrdersReply.ts';
import type { FetchOrdersRequest as _qiantai_acquiring_v1_FetchOrdersRequest, FetchOrdersRequest__Output as _qiantai_acquiring_v1_FetchOrdersRequest__Output } from './qiantai/acquiring/v1/FetchOrdersRequest.ts';
import type { FleetOrder as _qiantai_acquiring_v1_FleetOrder, FleetOrder__Output as _qiantai_acquiring_v1_FleetOrder__Output } from './qiantai/acquiring/v1/FleetOrder.ts';
import type { FleetSyncServiceClient as _qiantai_acquiring_v1_FleetSyncServiceClient, FleetSyncServiceDefinition as _qiantai_acquiring_v1_FleetSyncServiceDefinition } from './qiantai/acquiring/v1/FleetSyncService.ts';
import type { RenewCertificateReply as _qiantai_acquiring_v1_RenewCertificateReply, RenewCertificateReply__Output as _qiantai_acquiring_v1_RenewCertificateReply__Output } from './qiantai/acquiring/v1/RenewCertificateReply.ts';
import type { RenewCertificateRequest as _qiantai_acquiring_v1_RenewCertificateRequest, RenewCertificateRequest__Output as _qiantai_acquiring_v1_RenewCertificateRequest__Output } from './qiantai/acquiring/v1/RenewCertificateRequest.ts';
import type { ReportHealthReply as _qiantai_acquiring_v1_ReportHealthReply, ReportHealthReply__Output as _qiantai_acquiring_v1_ReportHealthReply__Output } from './qiantai/acquiring/v1/ReportHealthReply.ts';
import type { ReportHealthRequest as _qiantai_acquiring_v1_ReportHealthRequest, ReportHealthRequest__Output as _qiantai_acquiring_v1_ReportHealthRequest__Output } from './qiantai/acquiring/v1/ReportHealthRequest.ts';
import type { WantedVersion as _qiantai_acquiring_v1_WantedVersion, WantedVersion__Output as _qiantai_acquiring_v1_WantedVersion__Output } from './qiantai/acquiring/v1/WantedVersion.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  qiantai: {
    acquiring: {
      v1: {
        AnswerOrderReply: MessageTypeDefinition<_qiantai_acquiring_v1_AnswerOrderReply, _qiantai_acquiring_v1_AnswerOrderReply__Output>
        AnswerOrderRequest: MessageTypeDefinition<_qiantai_acquiring_v1_AnswerOrderRequest, _qiantai_acquiring_v1_AnswerOrderRequest__Output>
        FetchOrdersReply: MessageTypeDefinition<_qiantai_acquiring_v1_FetchOrdersReply, _qiantai_acquiring_v1_FetchOrdersReply__Output>
        FetchOrdersRequest: MessageTypeDefinition<_qiantai_acquiring_v1_FetchOrdersRequest, _qiantai_acquiring_v1_FetchOrdersRequest__Output>
        FleetOrder: MessageTypeDefinition<_qiantai_acquiring_v1_FleetOrder, _qiantai_acquiring_v1_FleetOrder__Output>
        FleetSyncService: SubtypeConstructor<typeof grpc.Client, _qiantai_acquiring_v1_FleetSyncServiceClient> & { service: _qiantai_acquiring_v1_FleetSyncServiceDefinition }
        RenewCertificateReply: MessageTypeDefinition<_qiantai_acquiring_v1_RenewCertificateReply, _qiantai_acquiring_v1_RenewCertificateReply__Output>
        RenewCertificateRequest: MessageTypeDefinition<_qiantai_acquiring_v1_RenewCertificateRequest, _qiantai_acquiring_v1_RenewCertificateRequest__Output>
        ReportHealthReply: MessageTypeDefinition<_qiantai_acquiring_v1_ReportHealthReply, _qiantai_acquiring_v1_ReportHealthReply__Output>
        ReportHealthRequest: MessageTypeDefinition<_qiantai_acquiring_v1_ReportHealthRequest, _qiantai_acquiring_v1_ReportHealthRequest__Output>
        WantedVersion: MessageTypeDefinition<_qiantai_acquiring_v1_WantedVersion, _qiantai_acquiring_v1_WantedVersion__Output>
      }
    }
  }
}

