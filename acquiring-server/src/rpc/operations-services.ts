/** What answers at the operations port. */
import { acquiringServices, operationsServices as operationsDefinitions } from '@qiantai/protos';
import type { Accounts } from '../accounts/account-service.ts';
import { accountHandlers } from './account-handlers.ts';
import { type OperatorContext, operatorCall } from './operator.ts';
import type { RpcService } from './rpc-server.ts';

export interface OperationsOptions {
  context: OperatorContext;
  accounts: Accounts;
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
      name: 'qiantai.acquiring.v1.AccountService',
      definition: operationsDefinitions().AccountService.service,
      handlers: accountHandlers(context, options.accounts),
    },
  ];
}
