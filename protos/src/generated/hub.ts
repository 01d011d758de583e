import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { DeviceReport as _qiantai_edge_v1_DeviceReport, DeviceReport__Output as _qiantai_edge_v1_DeviceReport__Output } from './qiantai/edge/v1/DeviceReport.ts';
import type { HelloReply as _qiantai_edge_v1_HelloReply, HelloReply__Output as _qiantai_edge_v1_HelloReply__Output } from './qiantai/edge/v1/HelloReply.ts';
import type { HelloRequest as _qiantai_edge_v1_HelloRequest, HelloRequest__Output as _qiantai_edge_v1_HelloRequest__Output } from './qiantai/edge/v1/HelloRequest.ts';
import type { HubServiceClient as _qiantai_edge_v1_HubServiceClient, HubServiceDefinition as _qiantai_edge_v1_HubServiceDefinition } from './qiantai/edge/v1/HubService.ts';
import type { OfferRecordReply as _qiantai_edge_v1_OfferRecordReply, OfferRecordReply__Output as _qiantai_edge_v1_OfferRecordReply__Output } from './qiantai/edge/v1/OfferRecordReply.ts';
import type { OfferRecordRequest as _qiantai_edge_v1_OfferRecordRequest, OfferRecordRequest__Output as _qiantai_edge_v1_OfferRecordRequest__Output } from './qiantai/edge/v1/OfferRecordRequest.ts';
import type { OfferTailReply as _qiantai_edge_v1_OfferTailReply, OfferTailReply__Output as _qiantai_edge_v1_OfferTailReply__Output } from './qiantai/edge/v1/OfferTailReply.ts';
import type { ReadTailRequest as _qiantai_edge_v1_ReadTailRequest, ReadTailRequest__Output as _qiantai_edge_v1_ReadTailRequest__Output } from './qiantai/edge/v1/ReadTailRequest.ts';
import type { ReportDevicesReply as _qiantai_edge_v1_ReportDevicesReply, ReportDevicesReply__Output as _qiantai_edge_v1_ReportDevicesReply__Output } from './qiantai/edge/v1/ReportDevicesReply.ts';
import type { ReportDevicesRequest as _qiantai_edge_v1_ReportDevicesRequest, ReportDevicesRequest__Output as _qiantai_edge_v1_ReportDevicesRequest__Output } from './qiantai/edge/v1/ReportDevicesRequest.ts';
import type { Tail as _qiantai_edge_v1_Tail, Tail__Output as _qiantai_edge_v1_Tail__Output } from './qiantai/edge/v1/Tail.ts';
import type { TailEntry as _qiantai_edge_v1_TailEntry, TailEntry__Output as _qiantai_edge_v1_TailEntry__Output } from './qiantai/edge/v1/TailEntry.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  qiantai: {
    edge: {
      v1: {
        DeviceReport: MessageTypeDefinition<_qiantai_edge_v1_DeviceReport, _qiantai_edge_v1_DeviceReport__Output>
        HelloReply: MessageTypeDefinition<_qiantai_edge_v1_HelloReply, _qiantai_edge_v1_HelloReply__Output>
        HelloRequest: MessageTypeDefinition<_qiantai_edge_v1_HelloRequest, _qiantai_edge_v1_HelloRequest__Output>
        HubService: SubtypeConstructor<typeof grpc.Client, _qiantai_edge_v1_HubServiceClient> & { service: _qiantai_edge_v1_HubServiceDefinition }
        OfferRecordReply: MessageTypeDefinition<_qiantai_edge_v1_OfferRecordReply, _qiantai_edge_v1_OfferRecordReply__Output>
        OfferRecordRequest: MessageTypeDefinition<_qiantai_edge_v1_OfferRecordRequest, _qiantai_edge_v1_OfferRecordRequest__Output>
        OfferTailReply: MessageTypeDefinition<_qiantai_edge_v1_OfferTailReply, _qiantai_edge_v1_OfferTailReply__Output>
        ReadTailRequest: MessageTypeDefinition<_qiantai_edge_v1_ReadTailRequest, _qiantai_edge_v1_ReadTailRequest__Output>
        ReportDevicesReply: MessageTypeDefinition<_qiantai_edge_v1_ReportDevicesReply, _qiantai_edge_v1_ReportDevicesReply__Output>
        ReportDevicesRequest: MessageTypeDefinition<_qiantai_edge_v1_ReportDevicesRequest, _qiantai_edge_v1_ReportDevicesRequest__Output>
        Tail: MessageTypeDefinition<_qiantai_edge_v1_Tail, _qiantai_edge_v1_Tail__Output>
        TailEntry: MessageTypeDefinition<_qiantai_edge_v1_TailEntry, _qiantai_edge_v1_TailEntry__Output>
      }
    }
  }
}

