/** What answers at the operations port. */
import { acquiringServices, operationsServices as operationsDefinitions } from '@qiantai/protos';
import type { MemberOperations } from '../member-operations/create-member-operations.ts';
import { memberOperationHandlers } from './member-operation-handlers.ts';
import { type OperatorContext, operatorCall } from './operator.ts';
import type { RpcService } from './rpc-server.ts';

export interface OperationsOptions {
  context: OperatorContext;
  memberOperations?: Pick<MemberOperations, 'service' | 'facts'>;
}

export function operationsServices(options: OperationsOptions): RpcService[] {
  const { context, memberOperations } = options;
  const { EchoService } = acquiringServices();
  return [
    {
      name: 'qiantai.acquiring.v1.EchoService',
      definition: EchoService.service,
      handlers: { Echo: operatorCall(context, {}, async (_operator, message) => message) },
    },
    ...(memberOperations
      ? [
          {
            name: 'qiantai.acquiring.v1.MemberOperationService',
            definition: operationsDefinitions().MemberOperationService.service,
            handlers: memberOperationHandlers(context, memberOperations),
          },
        ]
      : []),
  ];
}
