/** What answers at the operations port. */
import { acquiringServices } from '@qiantai/protos';
import { type OperatorContext, operatorCall } from './operator.ts';
import type { RpcService } from './rpc-server.ts';

export interface OperationsOptions {
  context: OperatorContext;
}

export function operationsServices(options: OperationsOptions): RpcService[] {
  const { context } = options;
  const { EchoService } = acquiringServices();
  return [
    {
      name: 'qiantai.acquiring.v1.EchoService',
      definition: EchoService.service,
      handlers: { Echo: operatorCall(context, {}, async (_operator, message) => message) },
    },
  ];
}
