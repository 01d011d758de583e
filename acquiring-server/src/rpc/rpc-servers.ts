/**
 * Two gRPC servers: one for agents, by mutual TLS, and one for devices that are not agents yet, where only the
 * server has a certificate. Both answer for their health and describe themselves (reflection).
 */
import {
  type ChannelOptions,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import type { Clock } from '@qiantai/foundation';
import { acquiringDefinition, acquiringServices } from '@qiantai/protos';
import { HealthImplementation, protoPath } from 'grpc-health-check';
import type { CertificateAuthority } from '../enrolment/certificate-authority.ts';
import type { EnrolmentService } from '../enrolment/enrolment-service.ts';
import type { PaymentService } from '../payment/payment-service.ts';
import type { JournalService } from '../sync/journal-service.ts';
import type { SaleStore } from '../sync/sale-store.ts';
import type { SettingsStore } from '../sync/settings-store.ts';
import { acquiringHandlers } from './acquiring-handlers.ts';
import { enrolmentHandlers } from './enrolment-handlers.ts';
import { syncHandlers } from './sync-handlers.ts';
import { agentCall, type UnaryContext } from './unary.ts';

export interface RpcServersOptions {
  context: UnaryContext;
  authority: Pick<CertificateAuthority, 'certificatePem' | 'server'>;
  payments: PaymentService;
  sales: SaleStore;
  journal: JournalService;
  settings: SettingsStore;
  enrolment: EnrolmentService;
  clock: Pick<Clock, 'nowMs'>;
  /** 0: the system chooses. */
  grpcPort: number;
  enrolmentPort: number;
}

export interface RpcServers {
  grpcPort: number;
  enrolmentPort: number;
  /** Refuses new calls, lets those under way end within the grace, then closes. */
  stop(graceMs: number): Promise<void>;
}

const messageBytesMax = 1024 * 1024;

const channelOptions: ChannelOptions = {
  'grpc.max_receive_message_length': messageBytesMax,
  'grpc.max_send_message_length': 4 * messageBytesMax,
  'grpc.max_concurrent_streams': 1000,
  // A store's line dies silently: find out within a minute, and let agents ask as often.
  'grpc.keepalive_time_ms': 30_000,
  'grpc.keepalive_timeout_ms': 20_000,
  'grpc.keepalive_permit_without_calls': 1,
};

export async function startRpcServers(options: RpcServersOptions): Promise<RpcServers> {
  const agents = await startServer({
    port: options.grpcPort,
    credentials: credentialsOf(options.authority, 'agents'),
    services: agentServices(options),
  });
  const enrolment = await startServer({
    port: options.enrolmentPort,
    credentials: credentialsOf(options.authority, 'anybody'),
    services: enrolmentServices(options),
  });
  return {
    grpcPort: agents.port,
    enrolmentPort: enrolment.port,
    stop: async (graceMs) => {
      await Promise.all([agents.stop(graceMs), enrolment.stop(graceMs)]);
    },
  };
}

interface Service {
  name: string;
  definition: ServiceDefinition;
  handlers: UntypedServiceImplementation;
}

function agentServices(options: RpcServersOptions): Service[] {
  const { AcquiringService, EdgeSyncService, EchoService } = acquiringServices();
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
      name: 'qiantai.acquiring.v1.EchoService',
      definition: EchoService.service,
      handlers: { Echo: agentCall(context, async (_caller, message) => message) },
    },
  ];
}

function enrolmentServices(options: RpcServersOptions): Service[] {
  return [
    {
      name: 'qiantai.acquiring.v1.EnrolmentService',
      definition: acquiringServices().EnrolmentService.service,
      handlers: enrolmentHandlers(options.context, options.enrolment),
    },
  ];
}

function credentialsOf(authority: RpcServersOptions['authority'], callers: 'agents' | 'anybody'): ServerCredentials {
  const pair = {
    private_key: Buffer.from(authority.server.privateKeyPem),
    cert_chain: Buffer.from(authority.server.certificatePem),
  };
  return callers === 'agents'
    ? ServerCredentials.createSsl(Buffer.from(authority.certificatePem), [pair], true)
    : ServerCredentials.createSsl(null, [pair], false);
}

async function startServer(options: {
  port: number;
  credentials: ServerCredentials;
  services: Service[];
}): Promise<{ port: number; stop: (graceMs: number) => Promise<void> }> {
  const server = new Server(channelOptions);
  const names = options.services.map((service) => service.name);
  for (const service of options.services) server.addService(service.definition, service.handlers);
  const health = new HealthImplementation(Object.fromEntries(['', ...names].map((name) => [name, 'SERVING'])));
  health.addToServer(server);
  const described = { ...acquiringDefinition(), ...loadSync(protoPath) };
  new ReflectionService(described, { services: [...names, healthName] }).addToServer(server);
  const port = await bind(server, options.port, options.credentials);
  return {
    port,
    stop: async (graceMs) => {
      for (const name of ['', ...names]) health.setStatus(name, 'NOT_SERVING');
      await shutDown(server, graceMs);
    },
  };
}

const healthName = 'grpc.health.v1.Health';

async function bind(server: Server, port: number, credentials: ServerCredentials): Promise<number> {
  return await new Promise((done, failed) => {
    server.bindAsync(`127.0.0.1:${port}`, credentials, (error, bound) => (error ? failed(error) : done(bound)));
  });
}

/** The grace is the machine's own time: calls under way are input and output. */
async function shutDown(server: Server, graceMs: number): Promise<void> {
  await new Promise<void>((done) => {
    const timer = setTimeout(() => server.forceShutdown(), graceMs);
    server.tryShutdown(() => {
      clearTimeout(timer);
      done();
    });
  });
}
