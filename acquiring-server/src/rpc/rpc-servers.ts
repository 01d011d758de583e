/**
 * Three gRPC servers: one for agents, by mutual TLS; one for devices that are not agents yet and for people of
 * merchants, where only the server has a certificate; one for people and programs of the platform, by mutual TLS again. All answer for
 * their health and describe themselves (reflection).
 */
import { ServerCredentials } from '@grpc/grpc-js';
import type { Clock } from '@qiantai/foundation';
import { acquiringServices, operationsServices as peopleServices } from '@qiantai/protos';
import type { CardBatches } from '../card-batches/card-batches.ts';
import type { CertificateAuthority } from '../enrolment/certificate-authority.ts';
import type { EnrolmentService } from '../enrolment/enrolment-service.ts';
import type { RenewalService } from '../enrolment/renewal-service.ts';
import type { Fleet } from '../fleet/create-fleet.ts';
import type { PaymentService } from '../payment/payment-service.ts';
import type { JournalProof } from '../sync/journal-proof.ts';
import type { JournalService } from '../sync/journal-service.ts';
import type { RightOfWay } from '../sync/right-of-way.ts';
import type { SaleStore } from '../sync/sale-store.ts';
import type { SettingsStore } from '../sync/settings-store.ts';
import type { TerminalOrders } from '../terminal-orders/orders.ts';
import { acquiringHandlers } from './acquiring-handlers.ts';
import { enrolmentHandlers } from './enrolment-handlers.ts';
import { fleetHandlers } from './fleet-handlers.ts';
import { merchantKeeperCall } from './fleet-keepers.ts';
import { fleetSyncHandlers } from './fleet-sync-handlers.ts';
import { headquartersDeedHandlers } from './headquarters-deed-handlers.ts';
import { type HeadquartersParts, headquartersHandlers } from './headquarters-handlers.ts';
import { type HeadquartersImportParts, headquartersImportHandlers } from './headquarters-import-handlers.ts';
import { type HeadquartersSettingParts, headquartersSettingHandlers } from './headquarters-setting-handlers.ts';
import { type OperationsOptions, operationsServices } from './operations-services.ts';
import { type RpcService, startRpcServer } from './rpc-server.ts';
import { syncHandlers } from './sync-handlers.ts';
import { terminalOrderHandlers, terminalOrderSyncHandlers } from './terminal-order-handlers.ts';
import { agentCall, type UnaryContext } from './unary.ts';

export interface RpcServersOptions {
  context: UnaryContext;
  authority: Pick<CertificateAuthority, 'certificatePem' | 'server'>;
  payments: PaymentService;
  rightOfWay: RightOfWay;
  sales: SaleStore;
  cardBatches: Pick<CardBatches, 'settle'>;
  journal: JournalService;
  proof: JournalProof;
  settings: SettingsStore;
  enrolment: EnrolmentService;
  renewal: RenewalService;
  fleet: Fleet;
  terminalOrders: TerminalOrders;
  headquarters: HeadquartersParts & HeadquartersSettingParts & HeadquartersImportParts;
  operations: Omit<OperationsOptions, 'headquartersUsers'>;
  clock: Pick<Clock, 'nowMs'>;
  /** 0: the system chooses. */
  grpcPort: number;
  enrolmentPort: number;
  operationsPort: number;
}

export interface RpcServers {
  grpcPort: number;
  enrolmentPort: number;
  operationsPort: number;
  /** Refuses new calls, lets those under way end within the grace, then closes. */
  stop(graceMs: number): Promise<void>;
}

export async function startRpcServers(options: RpcServersOptions): Promise<RpcServers> {
  const agents = await startRpcServer({
    port: options.grpcPort,
    credentials: toldWhy(credentialsOf(options.authority, 'certified')),
    services: agentServices(options),
  });
  const enrolment = await startRpcServer({
    port: options.enrolmentPort,
    credentials: credentialsOf(options.authority, 'anybody'),
    services: enrolmentServices(options),
  });
  const operations = await startRpcServer({
    port: options.operationsPort,
    credentials: credentialsOf(options.authority, 'certified'),
    services: operationsServices({ ...options.operations, headquartersUsers: options.headquarters.users }),
  });
  return {
    grpcPort: agents.port,
    enrolmentPort: enrolment.port,
    operationsPort: operations.port,
    stop: async (graceMs) => {
      await Promise.all([agents.stop(graceMs), enrolment.stop(graceMs), operations.stop(graceMs)]);
    },
  };
}

function agentServices(options: RpcServersOptions): RpcService[] {
  const { AcquiringService, EdgeSyncService, EchoService, FleetSyncService, TerminalOrderSyncService } =
    acquiringServices();
  const { context } = options;
  return [
    {
      name: 'qiantai.acquiring.v1.AcquiringService',
      definition: AcquiringService.service,
      handlers: acquiringHandlers(context, options),
    },
    {
      name: 'qiantai.acquiring.v1.EdgeSyncService',
      definition: EdgeSyncService.service,
      handlers: syncHandlers(context, options),
    },
    {
      name: 'qiantai.acquiring.v1.FleetSyncService',
      definition: FleetSyncService.service,
      handlers: fleetSyncHandlers(context, options),
    },
    {
      name: 'qiantai.acquiring.v1.TerminalOrderSyncService',
      definition: TerminalOrderSyncService.service,
      handlers: terminalOrderSyncHandlers(context, options.terminalOrders),
    },
    {
      name: 'qiantai.acquiring.v1.EchoService',
      definition: EchoService.service,
      handlers: { Echo: agentCall(context, async (_caller, message) => message) },
    },
  ];
}

function enrolmentServices(options: RpcServersOptions): RpcService[] {
  return [
    {
      name: 'qiantai.acquiring.v1.EnrolmentService',
      definition: acquiringServices().EnrolmentService.service,
      handlers: enrolmentHandlers(options.context, options),
    },
    {
      name: 'qiantai.acquiring.v1.HeadquartersService',
      definition: peopleServices().HeadquartersService.service,
      handlers: {
        ...headquartersHandlers(options.headquarters),
        ...headquartersSettingHandlers(options.headquarters),
        ...headquartersImportHandlers(options.headquarters),
        ...headquartersDeedHandlers(options.headquarters),
      },
    },
    {
      name: 'qiantai.acquiring.v1.FleetService',
      definition: peopleServices().FleetService.service,
      handlers: fleetHandlers(merchantKeeperCall(options.headquarters.context), options),
    },
    {
      name: 'qiantai.acquiring.v1.TerminalOrderService',
      definition: peopleServices().TerminalOrderService.service,
      handlers: terminalOrderHandlers(options.headquarters.context, options.terminalOrders),
    },
  ];
}

function credentialsOf(authority: RpcServersOptions['authority'], callers: 'certified' | 'anybody'): ServerCredentials {
  const pair = {
    private_key: Buffer.from(authority.server.privateKeyPem),
    cert_chain: Buffer.from(authority.server.certificatePem),
  };
  return callers === 'certified'
    ? ServerCredentials.createSsl(Buffer.from(authority.certificatePem), [pair], true)
    : ServerCredentials.createSsl(null, [pair], false);
}

/**
 * A caller without a good certificate is refused by a code (`checkPeer`), not by a connection that breaks: an agent
 * has to learn that its certificate has ended. grpc-js has no setting for it; where it keeps its options elsewhere,
 * the handshake fails as before and nobody gets in, and a test tells.
 */
function toldWhy(credentials: ServerCredentials): ServerCredentials {
  const { serverConstructorOptions } = credentials as unknown as { serverConstructorOptions?: object };
  if (serverConstructorOptions) Object.assign(serverConstructorOptions, { rejectUnauthorized: false });
  return credentials;
}
