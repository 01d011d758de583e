/** One gRPC server: its services, its health, its reflection, its end. */
import {
  type ChannelOptions,
  Server,
  type ServerCredentials,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import { acquiringDefinition, operationsDefinition } from '@qiantai/protos';
import { HealthImplementation, protoPath } from 'grpc-health-check';

export interface RpcService {
  name: string;
  definition: ServiceDefinition;
  handlers: UntypedServiceImplementation;
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

export async function startRpcServer(options: {
  port: number;
  credentials: ServerCredentials;
  services: RpcService[];
}): Promise<{ port: number; stop: (graceMs: number) => Promise<void> }> {
  const server = new Server(channelOptions);
  const names = options.services.map((service) => service.name);
  for (const service of options.services) server.addService(service.definition, service.handlers);
  const health = new HealthImplementation(Object.fromEntries(['', ...names].map((name) => [name, 'SERVING'])));
  health.addToServer(server);
  const described = { ...acquiringDefinition(), ...operationsDefinition(), ...loadSync(protoPath) };
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
