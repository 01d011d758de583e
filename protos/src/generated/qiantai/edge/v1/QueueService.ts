// Original file: protos/proto/qiantai/edge/v1/queue.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AcknowledgeAlarmReply as _qiantai_edge_v1_AcknowledgeAlarmReply, AcknowledgeAlarmReply__Output as _qiantai_edge_v1_AcknowledgeAlarmReply__Output } from '../../../qiantai/edge/v1/AcknowledgeAlarmReply.ts';
import type { AcknowledgeAlarmRequest as _qiantai_edge_v1_AcknowledgeAlarmRequest, AcknowledgeAlarmRequest__Output as _qiantai_edge_v1_AcknowledgeAlarmRequest__Output } from '../../../qiantai/edge/v1/AcknowledgeAlarmRequest.ts';
import type { ListAlarmsReply as _qiantai_edge_v1_ListAlarmsReply, ListAlarmsReply__Output as _qiantai_edge_v1_ListAlarmsReply__Output } from '../../../qiantai/edge/v1/ListAlarmsReply.ts';
import type { ListAlarmsRequest as _qiantai_edge_v1_ListAlarmsRequest, ListAlarmsRequest__Output as _qiantai_edge_v1_ListAlarmsRequest__Output } from '../../../qiantai/edge/v1/ListAlarmsRequest.ts';
import type { ListDeadReply as _qiantai_edge_v1_ListDeadReply, ListDeadReply__Output as _qiantai_edge_v1_ListDeadReply__Output } from '../../../qiantai/edge/v1/ListDeadReply.ts';
import type { ListDeadRequest as _qiantai_edge_v1_ListDeadRequest, ListDeadRequest__Output as _qiantai_edge_v1_ListDeadRequest__Output } from '../../../qiantai/edge/v1/ListDeadRequest.ts';
import type { ListWaitingReply as _qiantai_edge_v1_ListWaitingReply, ListWaitingReply__Output as _qiantai_edge_v1_ListWaitingReply__Output } from '../../../qiantai/edge/v1/ListWaitingReply.ts';
import type { ListWaitingRequest as _qiantai_edge_v1_ListWaitingRequest, ListWaitingRequest__Output as _qiantai_edge_v1_ListWaitingRequest__Output } from '../../../qiantai/edge/v1/ListWaitingRequest.ts';
import type { MendReply as _qiantai_edge_v1_MendReply, MendReply__Output as _qiantai_edge_v1_MendReply__Output } from '../../../qiantai/edge/v1/MendReply.ts';
import type { MendRequest as _qiantai_edge_v1_MendRequest, MendRequest__Output as _qiantai_edge_v1_MendRequest__Output } from '../../../qiantai/edge/v1/MendRequest.ts';
import type { WriteOffReply as _qiantai_edge_v1_WriteOffReply, WriteOffReply__Output as _qiantai_edge_v1_WriteOffReply__Output } from '../../../qiantai/edge/v1/WriteOffReply.ts';
import type { WriteOffRequest as _qiantai_edge_v1_WriteOffRequest, WriteOffRequest__Output as _qiantai_edge_v1_WriteOffRequest__Output } from '../../../qiantai/edge/v1/WriteOffRequest.ts';

export interface QueueServiceClient extends grpc.Client {
  AcknowledgeAlarm(argument: _qiantai_edge_v1_AcknowledgeAlarmRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_AcknowledgeAlarmReply__Output>): grpc.ClientUnaryCall;
  AcknowledgeAlarm(argument: _qiantai_edge_v1_AcknowledgeAlarmRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_AcknowledgeAlarmReply__Output>): grpc.ClientUnaryCall;
  AcknowledgeAlarm(argument: _qiantai_edge_v1_AcknowledgeAlarmRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_AcknowledgeAlarmReply__Output>): grpc.ClientUnaryCall;
  AcknowledgeAlarm(argument: _qiantai_edge_v1_AcknowledgeAlarmRequest, callback: grpc.requestCallback<_qiantai_edge_v1_AcknowledgeAlarmReply__Output>): grpc.ClientUnaryCall;
  acknowledgeAlarm(argument: _qiantai_edge_v1_AcknowledgeAlarmRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_AcknowledgeAlarmReply__Output>): grpc.ClientUnaryCall;
  acknowledgeAlarm(argument: _qiantai_edge_v1_AcknowledgeAlarmRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_AcknowledgeAlarmReply__Output>): grpc.ClientUnaryCall;
  acknowledgeAlarm(argument: _qiantai_edge_v1_AcknowledgeAlarmRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_AcknowledgeAlarmReply__Output>): grpc.ClientUnaryCall;
  acknowledgeAlarm(argument: _qiantai_edge_v1_AcknowledgeAlarmRequest, callback: grpc.requestCallback<_qiantai_edge_v1_AcknowledgeAlarmReply__Output>): grpc.ClientUnaryCall;
  
  ListAlarms(argument: _qiantai_edge_v1_ListAlarmsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListAlarmsReply__Output>): grpc.ClientUnaryCall;
  ListAlarms(argument: _qiantai_edge_v1_ListAlarmsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ListAlarmsReply__Output>): grpc.ClientUnaryCall;
  ListAlarms(argument: _qiantai_edge_v1_ListAlarmsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListAlarmsReply__Output>): grpc.ClientUnaryCall;
  ListAlarms(argument: _qiantai_edge_v1_ListAlarmsRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ListAlarmsReply__Output>): grpc.ClientUnaryCall;
  listAlarms(argument: _qiantai_edge_v1_ListAlarmsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListAlarmsReply__Output>): grpc.ClientUnaryCall;
  listAlarms(argument: _qiantai_edge_v1_ListAlarmsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ListAlarmsReply__Output>): grpc.ClientUnaryCall;
  listAlarms(argument: _qiantai_edge_v1_ListAlarmsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListAlarmsReply__Output>): grpc.ClientUnaryCall;
  listAlarms(argument: _qiantai_edge_v1_ListAlarmsRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ListAlarmsReply__Output>): grpc.ClientUnaryCall;
  
  ListDead(argument: _qiantai_edge_v1_ListDeadRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListDeadReply__Output>): grpc.ClientUnaryCall;
  ListDead(argument: _qiantai_edge_v1_ListDeadRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ListDeadReply__Output>): grpc.ClientUnaryCall;
  ListDead(argument: _qiantai_edge_v1_ListDeadRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListDeadReply__Output>): grpc.ClientUnaryCall;
  ListDead(argument: _qiantai_edge_v1_ListDeadRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ListDeadReply__Output>): grpc.ClientUnaryCall;
  listDead(argument: _qiantai_edge_v1_ListDeadRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListDeadReply__Output>): grpc.ClientUnaryCall;
  listDead(argument: _qiantai_edge_v1_ListDeadRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ListDeadReply__Output>): grpc.ClientUnaryCall;
  listDead(argument: _qiantai_edge_v1_ListDeadRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListDeadReply__Output>): grpc.ClientUnaryCall;
  listDead(argument: _qiantai_edge_v1_ListDeadRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ListDeadReply__Output>): grpc.ClientUnaryCall;
  
  ListWaiting(argument: _qiantai_edge_v1_ListWaitingRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListWaitingReply__Output>): grpc.ClientUnaryCall;
  ListWaiting(argument: _qiantai_edge_v1_ListWaitingRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ListWaitingReply__Output>): grpc.ClientUnaryCall;
  ListWaiting(argument: _qiantai_edge_v1_ListWaitingRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListWaitingReply__Output>): grpc.ClientUnaryCall;
  ListWaiting(argument: _qiantai_edge_v1_ListWaitingRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ListWaitingReply__Output>): grpc.ClientUnaryCall;
  listWaiting(argument: _qiantai_edge_v1_ListWaitingRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListWaitingReply__Output>): grpc.ClientUnaryCall;
  listWaiting(argument: _qiantai_edge_v1_ListWaitingRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_ListWaitingReply__Output>): grpc.ClientUnaryCall;
  listWaiting(argument: _qiantai_edge_v1_ListWaitingRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_ListWaitingReply__Output>): grpc.ClientUnaryCall;
  listWaiting(argument: _qiantai_edge_v1_ListWaitingRequest, callback: grpc.requestCallback<_qiantai_edge_v1_ListWaitingReply__Output>): grpc.ClientUnaryCall;
  
  Mend(argument: _qiantai_edge_v1_MendRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_MendReply__Output>): grpc.ClientUnaryCall;
  Mend(argument: _qiantai_edge_v1_MendRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_MendReply__Output>): grpc.ClientUnaryCall;
  Mend(argument: _qiantai_edge_v1_MendRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_MendReply__Output>): grpc.ClientUnaryCall;
  Mend(argument: _qiantai_edge_v1_MendRequest, callback: grpc.requestCallback<_qiantai_edge_v1_MendReply__Output>): grpc.ClientUnaryCall;
  mend(argument: _qiantai_edge_v1_MendRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_MendReply__Output>): grpc.ClientUnaryCall;
  mend(argument: _qiantai_edge_v1_MendRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_MendReply__Output>): grpc.ClientUnaryCall;
  mend(argument: _qiantai_edge_v1_MendRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_MendReply__Output>): grpc.ClientUnaryCall;
  mend(argument: _qiantai_edge_v1_MendRequest, callback: grpc.requestCallback<_qiantai_edge_v1_MendReply__Output>): grpc.ClientUnaryCall;
  
  WriteOff(argument: _qiantai_edge_v1_WriteOffRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_WriteOffReply__Output>): grpc.ClientUnaryCall;
  WriteOff(argument: _qiantai_edge_v1_WriteOffRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_WriteOffReply__Output>): grpc.ClientUnaryCall;
  WriteOff(argument: _qiantai_edge_v1_WriteOffRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_WriteOffReply__Output>): grpc.ClientUnaryCall;
  WriteOff(argument: _qiantai_edge_v1_WriteOffRequest, callback: grpc.requestCallback<_qiantai_edge_v1_WriteOffReply__Output>): grpc.ClientUnaryCall;
  writeOff(argument: _qiantai_edge_v1_WriteOffRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_WriteOffReply__Output>): grpc.ClientUnaryCall;
  writeOff(argument: _qiantai_edge_v1_WriteOffRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_qiantai_edge_v1_WriteOffReply__Output>): grpc.ClientUnaryCall;
  writeOff(argument: _qiantai_edge_v1_WriteOffRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_qiantai_edge_v1_WriteOffReply__Output>): grpc.ClientUnaryCall;
  writeOff(argument: _qiantai_edge_v1_WriteOffRequest, callback: grpc.requestCallback<_qiantai_edge_v1_WriteOffReply__Output>): grpc.ClientUnaryCall;
  
}

export interface QueueServiceHandlers extends grpc.UntypedServiceImplementation {
  AcknowledgeAlarm: grpc.handleUnaryCall<_qiantai_edge_v1_AcknowledgeAlarmRequest__Output, _qiantai_edge_v1_AcknowledgeAlarmReply>;
  
  ListAlarms: grpc.handleUnaryCall<_qiantai_edge_v1_ListAlarmsRequest__Output, _qiantai_edge_v1_ListAlarmsReply>;
  
  ListDead: grpc.handleUnaryCall<_qiantai_edge_v1_ListDeadRequest__Output, _qiantai_edge_v1_ListDeadReply>;
  
  ListWaiting: grpc.handleUnaryCall<_qiantai_edge_v1_ListWaitingRequest__Output, _qiantai_edge_v1_ListWaitingReply>;
  
  Mend: grpc.handleUnaryCall<_qiantai_edge_v1_MendRequest__Output, _qiantai_edge_v1_MendReply>;
  
  WriteOff: grpc.handleUnaryCall<_qiantai_edge_v1_WriteOffRequest__Output, _qiantai_edge_v1_WriteOffReply>;
  
}

export interface QueueServiceDefinition extends grpc.ServiceDefinition {
  AcknowledgeAlarm: MethodDefinition<_qiantai_edge_v1_AcknowledgeAlarmRequest, _qiantai_edge_v1_AcknowledgeAlarmReply, _qiantai_edge_v1_AcknowledgeAlarmRequest__Output, _qiantai_edge_v1_AcknowledgeAlarmReply__Output>
  ListAlarms: MethodDefinition<_qiantai_edge_v1_ListAlarmsRequest, _qiantai_edge_v1_ListAlarmsReply, _qiantai_edge_v1_ListAlarmsRequest__Output, _qiantai_edge_v1_ListAlarmsReply__Output>
  ListDead: MethodDefinition<_qiantai_edge_v1_ListDeadRequest, _qiantai_edge_v1_ListDeadReply, _qiantai_edge_v1_ListDeadRequest__Output, _qiantai_edge_v1_ListDeadReply__Output>
  ListWaiting: MethodDefinition<_qiantai_edge_v1_ListWaitingRequest, _qiantai_edge_v1_ListWaitingReply, _qiantai_edge_v1_ListWaitingRequest__Output, _qiantai_edge_v1_ListWaitingReply__Output>
  Mend: MethodDefinition<_qiantai_edge_v1_MendRequest, _qiantai_edge_v1_MendReply, _qiantai_edge_v1_MendRequest__Output, _qiantai_edge_v1_MendReply__Output>
  WriteOff: MethodDefinition<_qiantai_edge_v1_WriteOffRequest, _qiantai_edge_v1_WriteOffReply, _qiantai_edge_v1_WriteOffRequest__Output, _qiantai_edge_v1_WriteOffReply__Output>
}
