// Original file: protos/proto/qiantai/edge/v1/pairing.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { GreetReply as _qiantai_edge_v1_GreetReply, GreetReply__Output as _qiantai_edge_v1_GreetReply__Output } from '../../../qiantai/edge/v1/GreetReply.ts';
import type { GreetRequest as _qiantai_edge_v1_GreetRequest, GreetRequest__Output as _qiantai_edge_v1_GreetRequest__Output } from '../../../qiantai/edge/v1/GreetRequest.ts';
import type { PairRequest as _qiantai_edge_v1_PairRequest, PairRequest__Output as _qiantai_edge_v1_PairRequest__Output } from '../../../qiantai/edge/v1/PairRequest.ts';
import type { RenewRequest as _qiantai_edge_v1_RenewRequest, RenewRequest__Output as _qiantai_edge_v1_RenewRequest__Output } from '../../../qiantai/edge/v1/RenewRequest.ts';
import type { TillCertificate as _qiantai_edge_v1_TillCertificate, TillCertificate__Output as _qiantai_edge_v1_TillCertificate__Output } from '../../../qiantai/edge/v1/TillCertificate.ts';

export interface PairingServiceClient extends grpc.Client {
  Greet(argument: _qiantai_edge_v1_GreetRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_GreetReply__Output>): grpc.ClientUnaryCall;
  Greet(argument: _qiantai_edge_v1_GreetRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_GreetReply__Output>): grpc.ClientUnaryCall;
  Greet(argument: _qiantai_edge_v1_GreetRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_GreetReply__Output>): grpc.ClientUnaryCall;
  Greet(argument: _qiantai_edge_v1_GreetRequest, callback: grpc.requestCallback<_qiantai_edge_v1_GreetReply__Output>): grpc.ClientUnaryCall;
  greet(argument: _qiantai_edge_v1_GreetRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_GreetReply__Output>): grpc.ClientUnaryCall;
  greet(argument: _qiantai_edge_v1_GreetRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_GreetReply__Output>): grpc.ClientUnaryCall;
  greet(argument: _qiantai_edge_v1_GreetRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_GreetReply__Output>): grpc.ClientUnaryCall;
  greet(argument: _qiantai_edge_v1_GreetRequest, callback: grpc.requestCallback<_qiantai_edge_v1_GreetReply__Output>): grpc.ClientUnaryCall;
  
  Pair(argument: _qiantai_edge_v1_PairRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_TillCertificate__Output>): grpc.ClientUnaryCall;
  Pair(argument: _qiantai_edge_v1_PairRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_TillCertificate__Output>): grpc.ClientUnaryCall;
  Pair(argument: _qiantai_edge_v1_PairRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_TillCertificate__Output>): grpc.ClientUnaryCall;
  Pair(argument: _qiantai_edge_v1_PairRequest, callback: grpc.requestCallback<_qiantai_edge_v1_TillCertificate__Output>): grpc.ClientUnaryCall;
  pair(argument: _qiantai_edge_v1_PairRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_TillCertificate__Output>): grpc.ClientUnaryCall;
  pair(argument: _qiantai_edge_v1_PairRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_TillCertificate__Output>): grpc.ClientUnaryCall;
  pair(argument: _qiantai_edge_v1_PairRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_TillCertificate__Output>): grpc.ClientUnaryCall;
  pair(argument: _qiantai_edge_v1_PairRequest, callback: grpc.requestCallback<_qiantai_edge_v1_TillCertificate__Output>): grpc.ClientUnaryCall;
  
  Renew(argument: _qiantai_edge_v1_RenewRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_TillCertificate__Output>): grpc.ClientUnaryCall;
  Renew(argument: _qiantai_edge_v1_RenewRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_TillCertificate__Output>): grpc.ClientUnaryCall;
  Renew(argument: _qiantai_edge_v1_RenewRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_TillCertificate__Output>): grpc.ClientUnaryCall;
  Renew(argument: _qiantai_edge_v1_RenewRequest, callback: grpc.requestCallback<_qiantai_edge_v1_TillCertificate__Output>): grpc.ClientUnaryCall;
  renew(argument: _qiantai_edge_v1_RenewRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_TillCertificate__Output>): grpc.ClientUnaryCall;
  renew(argument: _qiantai_edge_v1_RenewRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_TillCertificate__Output>): grpc.ClientUnaryCall;
  renew(argument: _qiantai_edge_v1_RenewRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_TillCertificate__Output>): grpc.ClientUnaryCall;
  renew(argument: _qiantai_edge_v1_RenewRequest, callback: grpc.requestCallback<_qiantai_edge_v1_TillCertificate__Output>): grpc.ClientUnaryCall;
  
}

export interface PairingServiceHandlers extends grpc.UntypedServiceImplementation {
  Greet: grpc.handleUnaryCall<_qiantai_edge_v1_GreetRequest__Output, _qiantai_edge_v1_GreetReply>;
  
  Pair: grpc.handleUnaryCall<_qiantai_edge_v1_PairRequest__Output, _qiantai_edge_v1_TillCertificate>;
  
  Renew: grpc.handleUnaryCall<_qiantai_edge_v1_RenewRequest__Output, _qiantai_edge_v1_TillCertificate>;
  
}

export interface PairingServiceDefinition extends grpc.ServiceDefinition {
  Greet: MethodDefinition<_qiantai_edge_v1_GreetRequest, _qiantai_edge_v1_GreetReply, _qiantai_edge_v1_GreetRequest__Output, _qiantai_edge_v1_GreetReply__Output>
  Pair: MethodDefinition<_qiantai_edge_v1_PairRequest, _qiantai_edge_v1_TillCertificate, _qiantai_edge_v1_PairRequest__Output, _qiantai_edge_v1_TillCertificate__Output>
  Renew: MethodDefinition<_qiantai_edge_v1_RenewRequest, _qiantai_edge_v1_TillCertificate, _qiantai_edge_v1_RenewRequest__Output, _qiantai_edge_v1_TillCertificate__Output>
}
