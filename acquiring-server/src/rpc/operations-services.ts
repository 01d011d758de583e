/** What answers at the operations port. */
import type { Clock } from '@qiantai/foundation';
import { acquiringServices, operationsServices as operationsConstructors } from '@qiantai/protos';
import type { Accounts } from '../accounts/account-service.ts';
import type { Custody } from '../custody/create-custody.ts';
import type { Fleet } from '../fleet/create-fleet.ts';
import type { HeadquartersUsers } from '../headquarters/users.ts';
import { accountHandlers } from './account-handlers.ts';
import { custodyHandlers } from './custody-handlers.ts';
import { fleetHandlers } from './fleet-handlers.ts';
import { platformKeeperCall } from './fleet-keepers.ts';
import { headquartersAdminHandlers } from './headquarters-handlers.ts';
import { type LedgerServiceOptions, ledgerHandlers } from './ledger-handlers.ts';
import { type MemberOperationParts, memberOperationHandlers } from './member-operation-handlers.ts';
import { offlineCardHandlers } from './offline-card-handlers.ts';
import { type OperatorContext, operatorCall } from './operator.ts';
import type { RpcService } from './rpc-server.ts';

export interface OperationsOptions extends Omit<LedgerServiceOptions, 'context'> {
  context: OperatorContext;
  custody: Custody;
  /** Absent: members' operations are not served. */
  memberOperations?: MemberOperationParts;
  accounts: Accounts;
  fleet: Fleet;
  /** The clock that codes and orders go by. */
  fleetClock: Pick<Clock, 'nowMs'>;
  headquartersUsers: HeadquartersUsers;
  /** Absent: cards that were taken offline are not served. */
  offlineCards?: Parameters<typeof offlineCardHandlers>[1];
}

export function operationsServices(options: OperationsOptions): RpcService[] {
  const { EchoService } = acquiringServices();
  const {
    AccountService,
    CustodyService,
    FleetService,
    HeadquartersAdminService,
    LedgerService,
    MemberOperationService,
    OfflineCardService,
  } = operationsConstructors();
  const services: RpcService[] = [
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
      name: 'qiantai.acquiring.v1.CustodyService',
      definition: CustodyService.service,
      handlers: custodyHandlers(options.context, options.custody),
    },
    {
      name: 'qiantai.acquiring.v1.AccountService',
      definition: AccountService.service,
      handlers: accountHandlers(options.context, options.accounts),
    },
    {
      name: 'qiantai.acquiring.v1.FleetService',
      definition: FleetService.service,
      handlers: fleetHandlers(platformKeeperCall(options.context), { fleet: options.fleet, clock: options.fleetClock }),
    },
    {
      name: 'qiantai.acquiring.v1.HeadquartersAdminService',
      definition: HeadquartersAdminService.service,
      handlers: headquartersAdminHandlers(options.context, options.headquartersUsers),
    },
  ];
  if (options.memberOperations) {
    services.push({
      name: 'qiantai.acquiring.v1.MemberOperationService',
      definition: MemberOperationService.service,
      handlers: memberOperationHandlers(options.context, options.memberOperations),
    });
  }
  if (options.offlineCards) {
    services.push({
      name: 'qiantai.acquiring.v1.OfflineCardService',
      definition: OfflineCardService.service,
      handlers: offlineCardHandlers(options.context, options.offlineCards),
    });
  }
  return services;
}
