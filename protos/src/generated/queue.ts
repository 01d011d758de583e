import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { AcknowledgeAlarmReply as _qiantai_edge_v1_AcknowledgeAlarmReply, AcknowledgeAlarmReply__Output as _qiantai_edge_v1_AcknowledgeAlarmReply__Output } from './qiantai/edge/v1/AcknowledgeAlarmReply.ts';
import type { AcknowledgeAlarmRequest as _qiantai_edge_v1_AcknowledgeAlarmRequest, AcknowledgeAlarmRequest__Output as _qiantai_edge_v1_AcknowledgeAlarmRequest__Output } from './qiantai/edge/v1/AcknowledgeAlarmRequest.ts';
import type { DeadRow as _qiantai_edge_v1_DeadRow, DeadRow__Output as _qiantai_edge_v1_DeadRow__Output } from './qiantai/edge/v1/DeadRow.ts';
import type { EdgeAlarm as _qiantai_edge_v1_EdgeAlarm, EdgeAlarm__Output as _qiantai_edge_v1_EdgeAlarm__Output } from './qiantai/edge/v1/EdgeAlarm.ts';
import type { ListAlarmsReply as _qiantai_edge_v1_ListAlarmsReply, ListAlarmsReply__Output as _qiantai_edge_v1_ListAlarmsReply__Output } from './qiantai/edge/v1/ListAlarmsReply.ts';
import type { ListAlarmsRequest as _qiantai_edge_v1_ListAlarmsRequest, ListAlarmsRequest__Output as _qiantai_edge_v1_ListAlarmsRequest__Output } from './qiantai/edge/v1/ListAlarmsRequest.ts';
import type { ListDeadReply as _qiantai_edge_v1_ListDeadReply, ListDeadReply__Output as _qiantai_edge_v1_ListDeadReply__Output } from './qiantai/edge/v1/ListDeadReply.ts';
import type { ListDeadRequest as _qiantai_edge_v1_ListDeadRequest, ListDeadRequest__Output as _qiantai_edge_v1_ListDeadRequest__Output } from './qiantai/edge/v1/ListDeadRequest.ts';
import type { ListWaitingReply as _qiantai_edge_v1_ListWaitingReply, ListWaitingReply__Output as _qiantai_edge_v1_ListWaitingReply__Output } from './qiantai/edge/v1/ListWaitingReply.ts';
import type { ListWaitingRequest as _qiantai_edge_v1_ListWaitingRequest, ListWaitingRequest__Output as _qiantai_edge_v1_ListWaitingRequest__Output } from './qiantai/edge/v1/ListWaitingRequest.ts';
import type { MendReply as _qiantai_edge_v1_MendReply, MendReply__Output as _qiantai_edge_v1_MendReply__Output } from './qiantai/edge/v1/MendReply.ts';
import type { MendRequest as _qiantai_edge_v1_MendRequest, MendRequest__Output as _qiantai_edge_v1_MendRequest__Output } from './qiantai/edge/v1/MendRequest.ts';
import type { Person as _qiantai_edge_v1_Person, Person__Output as _qiantai_edge_v1_Person__Output } from './qiantai/edge/v1/Person.ts';
import type { QueueRow as _qiantai_edge_v1_QueueRow, QueueRow__Output as _qiantai_edge_v1_QueueRow__Output } from './qiantai/edge/v1/QueueRow.ts';
import type { QueueServiceClient as _qiantai_edge_v1_QueueServiceClient, QueueServiceDefinition as _qiantai_edge_v1_QueueServiceDefinition } from './qiantai/edge/v1/QueueService.ts';
import type { WriteOffReply as _qiantai_edge_v1_WriteOffReply, WriteOffReply__Output as _qiantai_edge_v1_WriteOffReply__Output } from './qiantai/edge/v1/WriteOffReply.ts';
import type { WriteOffRequest as _qiantai_edge_v1_WriteOffRequest, WriteOffRequest__Output as _qiantai_edge_v1_WriteOffRequest__Output } from './qiantai/edge/v1/WriteOffRequest.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  qiantai: {
    edge: {
      v1: {
        AcknowledgeAlarmReply: MessageTypeDefinition<_qiantai_edge_v1_AcknowledgeAlarmReply, _qiantai_edge_v1_AcknowledgeAlarmReply__Output>
        AcknowledgeAlarmRequest: MessageTypeDefinition<_qiantai_edge_v1_AcknowledgeAlarmRequest, _qiantai_edge_v1_AcknowledgeAlarmRequest__Output>
        DeadRow: MessageTypeDefinition<_qiantai_edge_v1_DeadRow, _qiantai_edge_v1_DeadRow__Output>
        EdgeAlarm: MessageTypeDefinition<_qiantai_edge_v1_EdgeAlarm, _qiantai_edge_v1_EdgeAlarm__Output>
        ListAlarmsReply: MessageTypeDefinition<_qiantai_edge_v1_ListAlarmsReply, _qiantai_edge_v1_ListAlarmsReply__Output>
        ListAlarmsRequest: MessageTypeDefinition<_qiantai_edge_v1_ListAlarmsRequest, _qiantai_edge_v1_ListAlarmsRequest__Output>
        ListDeadReply: MessageTypeDefinition<_qiantai_edge_v1_ListDeadReply, _qiantai_edge_v1_ListDeadReply__Output>
        ListDeadRequest: MessageTypeDefinition<_qiantai_edge_v1_ListDeadRequest, _qiantai_edge_v1_ListDeadRequest__Output>
        ListWaitingReply: MessageTypeDefinition<_qiantai_edge_v1_ListWaitingReply, _qiantai_edge_v1_ListWaitingReply__Output>
        ListWaitingRequest: MessageTypeDefinition<_qiantai_edge_v1_ListWaitingRequest, _qiantai_edge_v1_ListWaitingRequest__Output>
        MendReply: MessageTypeDefinition<_qiantai_edge_v1_MendReply, _qiantai_edge_v1_MendReply__Output>
        MendRequest: MessageTypeDefinition<_qiantai_edge_v1_MendRequest, _qiantai_edge_v1_MendRequest__Output>
        Person: MessageTypeDefinition<_qiantai_edge_v1_Person, _qiantai_edge_v1_Person__Output>
        QueueRow: MessageTypeDefinition<_qiantai_edge_v1_QueueRow, _qiantai_edge_v1_QueueRow__Output>
        QueueService: SubtypeConstructor<typeof grpc.Client, _qiantai_edge_v1_QueueServiceClient> & { service: _qiantai_edge_v1_QueueServiceDefinition }
        WriteOffReply: MessageTypeDefinition<_qiantai_edge_v1_WriteOffReply, _qiantai_edge_v1_WriteOffReply__Output>
        WriteOffRequest: MessageTypeDefinition<_qiantai_edge_v1_WriteOffRequest, _qiantai_edge_v1_WriteOffRequest__Output>
      }
    }
  }
}

