// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { EchoMessage as _qiantai_acquiring_v1_EchoMessage, EchoMessage__Output as _qiantai_acquiring_v1_EchoMessage__Output } from '../../../qiantai/acquiring/v1/EchoMessage.ts';

export interface EchoServiceClient extends grpc.Client {
  Echo(argument: _qiantai_acquiring_v1_EchoMessage, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_EchoMessage__Output>): grpc.ClientUnaryCall;
  Echo(argument: _qiantai_acquiring_v1_EchoMessage, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_EchoMessage__Output>): grpc.ClientUnaryCall;
  Echo(argument: _qiantai_acquiring_v1_EchoMessage, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_EchoMessage__Output>): grpc.ClientUnaryCall;
  Echo(argument: _qiantai_acquiring_v1_EchoMessage, callback: grpc.requestCallback<_qiantai_acquiring_v1_EchoMessage__Output>): grpc.ClientUnaryCall;
  echo(argument: _qiantai_acquiring_v1_EchoMessage, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_EchoMessage__Output>): grpc.ClientUnaryCall;
  echo(argument: _qiantai_acquiring_v1_EchoMessage, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_EchoMessage__Output>): grpc.ClientUnaryCall;
  echo(argument: _qiantai_acquiring_v1_EchoMessage, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_EchoMessage__Output>): grpc.ClientUnaryCall;
  echo(argument: _qiantai_acquiring_v1_EchoMessage, callback: grpc.requestCallback<_qiantai_acquiring_v1_EchoMessage__Output>): grpc.ClientUnaryCall;
  
}

export interface EchoServiceHandlers extends grpc.UntypedServiceImplementation {
  Echo: grpc.handleUnaryCall<_qiantai_acquiring_v1_EchoMessage__Output, _qiantai_acquiring_v1_EchoMessage>;
  
}

export interface EchoServiceDefinition extends grpc.ServiceDefinition {
  Echo: MethodDefinition<_qiantai_acquiring_v1_EchoMessage, _qiantai_acquiring_v1_EchoMessage, _qiantai_acquiring_v1_EchoMessage__Output, _qiantai_acquiring_v1_EchoMessage__Output>
}
