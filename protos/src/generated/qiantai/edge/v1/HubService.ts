// Original file: protos/proto/qiantai/edge/v1/hub.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { HelloReply as _qiantai_edge_v1_HelloReply, HelloReply__Output as _qiantai_edge_v1_HelloReply__Output } from '../../../qiantai/edge/v1/HelloReply.ts';
import type { HelloRequest as _qiantai_edge_v1_HelloRequest, HelloRequest__Output as _qiantai_edge_v1_HelloRequest__Output } from '../../../qiantai/edge/v1/HelloRequest.ts';
import type { OfferRecordReply as _qiantai_edge_v1_OfferRecordReply, OfferRecordReply__Output as _qiantai_edge_v1_OfferRecordReply__Output } from '../../../qiantai/edge/v1/OfferRecordReply.ts';
import type { OfferRecordRequest as _qiantai_edge_v1_OfferRecordRequest, OfferRecordRequest__Output as _qiantai_edge_v1_OfferRecordRequest__Output } from '../../../qiantai/edge/v1/OfferRecordRequest.ts';
import type { OfferTailReply as _qiantai_edge_v1_OfferTailReply, OfferTailReply__Output as _qiantai_edge_v1_OfferTailReply__Output } from '../../../qiantai/edge/v1/OfferTailReply.ts';
import type { ReadTailRequest as _qiantai_edge_v1_ReadTailRequest, ReadTailRequest__Output as _qiantai_edge_v1_ReadTailRequest__Output } from '../../../qiantai/edge/v1/ReadTailRequest.ts';
import type { ReportDevicesReply as _qiantai_edge_v1_ReportDevicesReply, ReportDevicesReply__Output as _qiantai_edge_v1_ReportDevicesReply__Output } from '../../../qiantai/edge/v1/ReportDevicesReply.ts';
import type { ReportDevicesRequest as _qiantai_edge_v1_ReportDevicesRequest, ReportDevicesRequest__Output as _qiantai_edge_v1_ReportDevicesRequest__Output } from '../../../qiantai/edge/v1/ReportDevicesRequest.ts';
import type { Tail as _qiantai_edge_v1_Tail, Tail__Output as _qiantai_edge_v1_Tail__Output } from '../../../qiantai/edge/v1/Tail.ts';

export interface HubServiceClient extends grpc.Client {
  Hello(argument: _qiantai_edge_v1_HelloRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_HelloReply__Output>): grpc.ClientUnaryCall;
  Hello(argument: _qiantai_edge_v1_HelloRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_HelloReply__Output>): grpc.ClientUnaryCall;
  Hello(argument: _qiantai_edge_v1_HelloRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_HelloReply__Output>): grpc.ClientUnaryCall;
  Hello(argument: _qiantai_edge_v1_HelloRequest, callback: grpc.requestCallback<_qiantai_edge_v1_HelloReply__Output>): grpc.ClientUnaryCall;
  hello(argument: _qiantai_edge_v1_HelloRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_HelloReply__Output>): grpc.ClientUnaryCall;
  hello(argument: _qiantai_edge_v1_HelloRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_HelloReply__Output>): grpc.ClientUnaryCall;
  hello(argument: _qiantai_edge_v1_HelloRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_HelloReply__Output>): grpc.ClientUnaryCall;
  hello(argument: _qiantai_edge_v1_HelloRequest, callback: grpc.requestCallback<_qiantai_edge_v1_HelloReply__Output>): grpc.ClientUnaryCall;
  
  OfferRecord(argument: _qiantai_edge_v1_OfferRecordRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_OfferRecordReply__Output>): grpc.ClientUnaryCall;
  OfferRecord(argument: _qiantai_edge_v1_OfferRecordRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_OfferRecordReply__Output>): grpc.ClientUnaryCall;
  OfferRecord(argument: _qiantai_edge_v1_OfferRecordRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_OfferRecordReply__Output>): grpc.ClientUnaryCall;
  OfferRecord(argument: _qiantai_edge_v1_OfferRecordRequest, callback: grpc.requestCallback<_qiantai_edge_v1_OfferRecordReply__Output>): grpc.ClientUnaryCall;
  offerRecord(argument: _qiantai_edge_v1_OfferRecordRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_OfferRecordReply__Output>): grpc.ClientUnaryCall;
  offerRecord(argument: _qiantai_edge_v1_OfferRecordRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_OfferRecordReply__Output>): grpc.ClientUnaryCall;
  offerRecord(argument: _qiantai_edge_v1_OfferRecordRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_OfferRecordReply__Output>): grpc.ClientUnaryCall;
  offerRecord(argument: _qiantai_edge_v1_OfferRecordRequest, callback: grpc.requestCallback<_qiantai_edge_v1_OfferRecordReply__Output>): grpc.ClientUnaryCall;
  
  OfferTail(argument: _qiantai_edge_v1_Tail, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_OfferTailReply__Output>): grpc.ClientUnaryCall;
  OfferTail(argument: _qiantai_edge_v1_Tail, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_OfferTailReply__Output>): grpc.ClientUnaryCall;
  OfferTail(argument: _qiantai_edge_v1_Tail, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_OfferTailReply__Output>): grpc.ClientUnaryCall;
  OfferTail(argument: _qiantai_edge_v1_Tail, callback: grpc.requestCallback<_qiantai_edge_v1_OfferTailReply__Output>): grpc.ClientUnaryCall;
  offerTail(argument: _qiantai_edge_v1_Tail, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_OfferTailReply__Output>): grpc.ClientUnaryCall;
  offerTail(argument: _qiantai_edge_v1_Tail, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_OfferTailReply__Output>): grpc.ClientUnaryCall;
  offerTail(argument: _qiantai_edge_v1_Tail, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_OfferTailReply__Output>): grpc.ClientUnaryCall;
  offerTail(argument: _qiantai_edge_v1_Tail, callback: grpc.requestCallback<_qiantai_edge_v1_OfferTailReply__Output>): grpc.ClientUnaryCall;
  
  ReadTail(argument: _qiantai_edge_v1_ReadTailRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_Tail__Output>): grpc.ClientUnaryCall;
  ReadTail(argument: _qiantai_edge_v1_ReadTailRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_Tail__Output>): grpc.ClientUnaryCall;
  ReadTail(argument: _qiantai_edge_v1_ReadTailRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_Tail__Output>): grpc.ClientUnaryCall;
  ReadTail(argument: _qiantai_edge_v1_ReadTailRequest, callback: grpc.requestCallback<_qiantai_edge_v1_Tail__Output>): grpc.ClientUnaryCall;
  readTail(argument: _qiantai_edge_v1_ReadTailRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_Tail__Output>): grpc.ClientUnaryCall;
  readTail(argument: _qiantai_edge_v1_ReadTailRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_Tail__Output>): grpc.ClientUnaryCall;
  readTail(argument: _qiantai_edge_v1_ReadTailRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_Tail__Output>): grpc.ClientUnaryCall;
  readTail(argument: _qiantai_edge_v1_ReadTailRequest, callback: grpc.requestCallback<_qiantai_edge_v1_Tail__Output>): grpc.ClientUnaryCall;
  
  ReportDevices(argument: _qiantai_edge_v1_ReportDevicesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ReportDevicesReply__Output>): grpc.ClientUnaryCall;
  ReportDevices(argument: _qiantai_edge_v1_ReportDevicesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ReportDevicesReply__Output>): grpc.ClientUnaryCall;
  ReportDevices(argument: _qiantai_edge_v1_ReportDevicesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ReportDevicesReply__Output>): grpc.ClientUnaryCall;
  ReportDevices(argument: _qiantai_edge_v1_ReportDevicesRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ReportDevicesReply__Output>): grpc.ClientUnaryCall;
  reportDevices(argument: _qiantai_edge_v1_ReportDevicesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ReportDevicesReply__Output>): grpc.ClientUnaryCall;
  reportDevices(argument: _qiantai_edge_v1_ReportDevicesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ReportDevicesReply__Output>): grpc.ClientUnaryCall;
  reportDevices(argument: _qiantai_edge_v1_ReportDevicesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ReportDevicesReply__Output>): grpc.ClientUnaryCall;
  reportDevices(argument: _qiantai_edge_v1_ReportDevicesRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ReportDevicesReply__Output>): grpc.ClientUnaryCall;
  
}

export interface HubServiceHandlers extends grpc.UntypedServiceImplementation {
  Hello: grpc.handleUnaryCall<_qiantai_edge_v1_HelloRequest__Output, _qiantai_edge_v1_HelloReply>;
  
  OfferRecord: grpc.handleUnaryCall<_qiantai_edge_v1_OfferRecordRequest__Output, _qiantai_edge_v1_OfferRecordReply>;
  
  OfferTail: grpc.handleUnaryCall<_qiantai_edge_v1_Tail__Output, _qiantai_edge_v1_OfferTailReply>;
  
  ReadTail: grpc.handleUnaryCall<_qiantai_edge_v1_ReadTailRequest__Output, _qiantai_edge_v1_Tail>;
  
  ReportDevices: grpc.handleUnaryCall<_qiantai_edge_v1_ReportDevicesRequest__Output, _qiantai_edge_v1_ReportDevicesReply>;
  
}

export interface HubServiceDefinition extends grpc.ServiceDefinition {
  Hello: MethodDefinition<_qiantai_edge_v1_HelloRequest, _qiantai_edge_v1_HelloReply, _qiantai_edge_v1_HelloRequest__Output, _qiantai_edge_v1_HelloReply__Output>
  OfferRecord: MethodDefinition<_qiantai_edge_v1_OfferRecordRequest, _qiantai_edge_v1_OfferRecordReply, _qiantai_edge_v1_OfferRecordRequest__Output, _qiantai_edge_v1_OfferRecordReply__Output>
  OfferTail: MethodDefinition<_qiantai_edge_v1_Tail, _qiantai_edge_v1_OfferTailReply, _qiantai_edge_v1_Tail__Output, _qiantai_edge_v1_OfferTailReply__Output>
  ReadTail: MethodDefinition<_qiantai_edge_v1_ReadTailRequest, _qiantai_edge_v1_Tail, _qiantai_edge_v1_ReadTailRequest__Output, _qiantai_edge_v1_Tail__Output>
  ReportDevices: MethodDefinition<_qiantai_edge_v1_ReportDevicesRequest, _qiantai_edge_v1_ReportDevicesReply, _qiantai_edge_v1_ReportDevicesRequest__Output, _qiantai_edge_v1_ReportDevicesReply__Output>
}
