/** What answers at the operations port. */
import { acquiringServices, operationsServices as definitions } from '@qiantai/protos';
import type { Custody } from '../custody/create-custody.ts';
import { custodyHandlers } from './custody-handlers.ts';
import { type OperatorContext, operatorCall } from './operator.ts';
import type { RpcService } from './rpc-server.ts';

export interface OperationsOptions {
  context: OperatorContext;
  custody: Custody;
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
    {
      name: 'qiantai.acquiring.v1.CustodyService',
      definition: definitions().CustodyService.service,
      handlers: custodyHandlers(context, options.custody),
    },
  ];
}
