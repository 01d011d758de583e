// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { EnrolReply as _qiantai_acquiring_v1_EnrolReply, EnrolReply__Output as _qiantai_acquiring_v1_EnrolReply__Output } from '../../../qiantai/acquiring/v1/EnrolReply.ts';
import type { EnrolRequest as _qiantai_acquiring_v1_EnrolRequest, EnrolRequest__Output as _qiantai_acquiring_v1_EnrolRequest__Output } from '../../../qiantai/acquiring/v1/EnrolRequest.ts';
import type { RecoverCertificateRequest as _qiantai_acquiring_v1_RecoverCertificateRequest, RecoverCertificateRequest__Output as _qiantai_acquiring_v1_RecoverCertificateRequest__Output } from '../../../qiantai/acquiring/v1/RecoverCertificateRequest.ts';

export interface EnrolmentServiceClient extends grpc.Client {
  Enrol(argument: _qiantai_acquiring_v1_EnrolRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_EnrolReply__Output>): grpc.ClientUnaryCall;
  Enrol(argument: _qiantai_acquiring_v1_EnrolRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_EnrolReply__Output>): grpc.ClientUnaryCall;
  Enrol(argument: _qiantai_acquiring_v1_EnrolRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_EnrolReply__Output>): grpc.ClientUnaryCall;
  Enrol(argument: _qiantai_acquiring_v1_EnrolRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_EnrolReply__Output>): grpc.ClientUnaryCall;
  enrol(argument: _qiantai_acquiring_v1_EnrolRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_EnrolReply__Output>): grpc.ClientUnaryCall;
  enrol(argument: _qiantai_acquiring_v1_EnrolRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_EnrolReply__Output>): grpc.ClientUnaryCall;
  enrol(argument: _qiantai_acquiring_v1_EnrolRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_EnrolReply__Output>): grpc.ClientUnaryCall;
  enrol(argument: _qiantai_acquiring_v1_EnrolRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_EnrolReply__Output>): grpc.ClientUnaryCall;
  
  RecoverCertificate(argument: _qiantai_acquiring_v1_RecoverCertificateRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_EnrolReply__Output>): grpc.ClientUnaryCall;
  RecoverCertificate(argument: _qiantai_acquiring_v1_RecoverCertificateRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_EnrolReply__Output>): grpc.ClientUnaryCall;
  RecoverCertificate(argument: _qiantai_acquiring_v1_RecoverCertificateRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_EnrolReply__Output>): grpc.ClientUnaryCall;
  RecoverCertificate(argument: _qiantai_acquiring_v1_RecoverCertificateRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_EnrolReply__Output>): grpc.ClientUnaryCall;
  recoverCertificate(argument: _qiantai_acquiring_v1_RecoverCertificateRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_EnrolReply__Output>): grpc.ClientUnaryCall;
  recoverCertificate(argument: _qiantai_acquiring_v1_RecoverCertificateRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_EnrolReply__Output>): grpc.ClientUnaryCall;
  recoverCertificate(argument: _qiantai_acquiring_v1_RecoverCertificateRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_EnrolReply__Output>): grpc.ClientUnaryCall;
  recoverCertificate(argument: _qiantai_acquiring_v1_RecoverCertificateRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_EnrolReply__Output>): grpc.ClientUnaryCall;
  
}

export interface EnrolmentServiceHandlers extends grpc.UntypedServiceImplementation {
  Enrol: grpc.handleUnaryCall<_qiantai_acquiring_v1_EnrolRequest__Output, _qiantai_acquiring_v1_EnrolReply>;
  
  RecoverCertificate: grpc.handleUnaryCall<_qiantai_acquiring_v1_RecoverCertificateRequest__Output, _qiantai_acquiring_v1_EnrolReply>;
  
}

export interface EnrolmentServiceDefinition extends grpc.ServiceDefinition {
  Enrol: MethodDefinition<_qiantai_acquiring_v1_EnrolRequest, _qiantai_acquiring_v1_EnrolReply, _qiantai_acquiring_v1_EnrolRequest__Output, _qiantai_acquiring_v1_EnrolReply__Output>
  RecoverCertificate: MethodDefinition<_qiantai_acquiring_v1_RecoverCertificateRequest, _qiantai_acquiring_v1_EnrolReply, _qiantai_acquiring_v1_RecoverCertificateRequest__Output, _qiantai_acquiring_v1_EnrolReply__Output>
}
