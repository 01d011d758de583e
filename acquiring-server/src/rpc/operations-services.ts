/** What answers at the operations port. */
import { acquiringServices, operationsServices as operationsConstructors } from '@qiantai/protos';
import type { Accounts } from '../accounts/account-service.ts';
import { accountHandlers } from './account-handlers.ts';
import { type LedgerServiceOptions, ledgerHandlers } from './ledger-handlers.ts';
import { type OperatorContext, operatorCall } from './operator.ts';
import type { RpcService } from './rpc-server.ts';

export interface OperationsOptions extends Omit<LedgerServiceOptions, 'context'> {
  context: OperatorContext;
  accounts: Accounts;
}

export function operationsServices(options: OperationsOptions): RpcService[] {
  const { EchoService } = acquiringServices();
  const { AccountService, LedgerService } = operationsConstructors();
  return [
    {
      name: 'qiantai.acquiring.v1.EchoService',
      definition: EchoService.service,
      handlers: { Echo: operatorCall(options.context, {}, async (_operator, message) => message) },
    },
    {
      name: 'qiantai.acquiring.v1.LedgerService',
      definition: LedgerService.service,
      handlers: ledgerHandlers(options),
    },
    {
      name: 'qiantai.acquiring.v1.AccountService',
      definition: AccountService.service,
      handlers: accountHandlers(options.context, options.accounts),
    },
  ];
}
