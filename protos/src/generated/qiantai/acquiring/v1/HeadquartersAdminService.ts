// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CreateHeadquartersUserRequest as _qiantai_acquiring_v1_CreateHeadquartersUserRequest, CreateHeadquartersUserRequest__Output as _qiantai_acquiring_v1_CreateHeadquartersUserRequest__Output } from '../../../qiantai/acquiring/v1/CreateHeadquartersUserRequest.ts';
import type { HeadquartersUserReply as _qiantai_acquiring_v1_HeadquartersUserReply, HeadquartersUserReply__Output as _qiantai_acquiring_v1_HeadquartersUserReply__Output } from '../../../qiantai/acquiring/v1/HeadquartersUserReply.ts';
import type { RevokeHeadquartersUserRequest as _qiantai_acquiring_v1_RevokeHeadquartersUserRequest, RevokeHeadquartersUserRequest__Output as _qiantai_acquiring_v1_RevokeHeadquartersUserRequest__Output } from '../../../qiantai/acquiring/v1/RevokeHeadquartersUserRequest.ts';
import type { SetHeadquartersPasswordRequest as _qiantai_acquiring_v1_SetHeadquartersPasswordRequest, SetHeadquartersPasswordRequest__Output as _qiantai_acquiring_v1_SetHeadquartersPasswordRequest__Output } from '../../../qiantai/acquiring/v1/SetHeadquartersPasswordRequest.ts';

export interface HeadquartersAdminServiceClient extends grpc.Client {
  CreateHeadquartersUser(argument: _qiantai_acquiring_v1_CreateHeadquartersUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  CreateHeadquartersUser(argument: _qiantai_acquiring_v1_CreateHeadquartersUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  CreateHeadquartersUser(argument: _qiantai_acquiring_v1_CreateHeadquartersUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  CreateHeadquartersUser(argument: _qiantai_acquiring_v1_CreateHeadquartersUserRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  createHeadquartersUser(argument: _qiantai_acquiring_v1_CreateHeadquartersUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  createHeadquartersUser(argument: _qiantai_acquiring_v1_CreateHeadquartersUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  createHeadquartersUser(argument: _qiantai_acquiring_v1_CreateHeadquartersUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  createHeadquartersUser(argument: _qiantai_acquiring_v1_CreateHeadquartersUserRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  
  RevokeHeadquartersUser(argument: _qiantai_acquiring_v1_RevokeHeadquartersUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  RevokeHeadquartersUser(argument: _qiantai_acquiring_v1_RevokeHeadquartersUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  RevokeHeadquartersUser(argument: _qiantai_acquiring_v1_RevokeHeadquartersUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  RevokeHeadquartersUser(argument: _qiantai_acquiring_v1_RevokeHeadquartersUserRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  revokeHeadquartersUser(argument: _qiantai_acquiring_v1_RevokeHeadquartersUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  revokeHeadquartersUser(argument: _qiantai_acquiring_v1_RevokeHeadquartersUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  revokeHeadquartersUser(argument: _qiantai_acquiring_v1_RevokeHeadquartersUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  revokeHeadquartersUser(argument: _qiantai_acquiring_v1_RevokeHeadquartersUserRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  
  SetHeadquartersPassword(argument: _qiantai_acquiring_v1_SetHeadquartersPasswordRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  SetHeadquartersPassword(argument: _qiantai_acquiring_v1_SetHeadquartersPasswordRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  SetHeadquartersPassword(argument: _qiantai_acquiring_v1_SetHeadquartersPasswordRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  SetHeadquartersPassword(argument: _qiantai_acquiring_v1_SetHeadquartersPasswordRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  setHeadquartersPassword(argument: _qiantai_acquiring_v1_SetHeadquartersPasswordRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  setHeadquartersPassword(argument: _qiantai_acquiring_v1_SetHeadquartersPasswordRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  setHeadquartersPassword(argument: _qiantai_acquiring_v1_SetHeadquartersPasswordRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  setHeadquartersPassword(argument: _qiantai_acquiring_v1_SetHeadquartersPasswordRequest, callback: grpc.requestCallback<_qiantai_acquiring_v1_HeadquartersUserReply__Output>): grpc.ClientUnaryCall;
  
}

export interface HeadquartersAdminServiceHandlers extends grpc.UntypedServiceImplementation {
  CreateHeadquartersUser: grpc.handleUnaryCall<_qiantai_acquiring_v1_CreateHeadquartersUserRequest__Output, _qiantai_acquiring_v1_HeadquartersUserReply>;
  
  RevokeHeadquartersUser: grpc.handleUnaryCall<_qiantai_acquiring_v1_RevokeHeadquartersUserRequest__Output, _qiantai_acquiring_v1_HeadquartersUserReply>;
  
  SetHeadquartersPassword: grpc.handleUnaryCall<_qiantai_acquiring_v1_SetHeadquartersPasswordRequest__Output, _qiantai_acquiring_v1_HeadquartersUserReply>;
  
}

export interface HeadquartersAdminServiceDefinition extends grpc.ServiceDefinition {
  CreateHeadquartersUser: MethodDefinition<_qiantai_acquiring_v1_CreateHeadquartersUserRequest, _qiantai_acquiring_v1_HeadquartersUserReply, _qiantai_acquiring_v1_CreateHeadquartersUserRequest__Output, _qiantai_acquiring_v1_HeadquartersUserReply__Output>
  RevokeHeadquartersUser: MethodDefinition<_qiantai_acquiring_v1_RevokeHeadquartersUserRequest, _qiantai_acquiring_v1_HeadquartersUserReply, _qiantai_acquiring_v1_RevokeHeadquartersUserRequest__Output, _qiantai_acquiring_v1_HeadquartersUserReply__Output>
  SetHeadquartersPassword: MethodDefinition<_qiantai_acquiring_v1_SetHeadquartersPasswordRequest, _qiantai_acquiring_v1_HeadquartersUserReply, _qiantai_acquiring_v1_SetHeadquartersPasswordRequest__Output, _qiantai_acquiring_v1_HeadquartersUserReply__Output>
}
