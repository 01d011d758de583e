/** The gRPC server for the tills of this store, on the loopback only, with the health service. */
import { type Metadata, Server, ServerCredentials } from '@grpc/grpc-js';
import type { Log } from '@qiantai/foundation';
import { tillServices } from '@qiantai/protos';
import { HealthImplementation } from 'grpc-health-check';
import { agentError } from '../errors.ts';
import type { Signals } from '../signals.ts';
import type { CallContext } from './calls.ts';
import { type Desks, tillHandlers } from './handlers.ts';
import { openStatusStream } from './status-stream.ts';
import type { TillTokens } from './till-tokens.ts';

const messageBytesMax = 4 * 1024 * 1024;

export interface LocalApi {
  port: number;
  stop(): Promise<void>;
}

export async function serveTills(parts: {
  port: number;
  tokens: TillTokens;
  /** Whether the server gave this terminal to this store; undefined before the enrolment. */
  isOfStore: (terminalId: string) => boolean | undefined;
  /** Why there is no certificate yet. */
  enrolmentWhy: () => string;
  /** @throws CodedError STORE_RESTORING while nothing can be taken */
  insistOnStore?: () => void;
  /** Told of every error: one of them may be the disk's. */
  report?: (error: unknown) => void;
  desks: Desks;
  signals: Signals;
  log: Log;
}): Promise<LocalApi> {
  const { desks, log } = parts;

  /** @throws CodedError TILL_TOKEN_BAD, AGENT_NOT_ENROLLED, TILL_NOT_OF_STORE */
  function contextOf(metadata: Metadata): CallContext {
    const terminalId = parts.tokens.terminalOf(String(metadata.get('till-token')[0] ?? ''));
    const ofStore = parts.isOfStore(terminalId);
    if (ofStore === undefined) throw agentError('AGENT_NOT_ENROLLED', { why: parts.enrolmentWhy() });
    if (!ofStore) throw agentError('TILL_NOT_OF_STORE', { terminalId });
    return { terminalId, sessionToken: String(metadata.get('session')[0] ?? '').slice(0, 100) };
  }

  /** The status is told in any state of the database. */
  function openContextOf(metadata: Metadata): CallContext {
    const context = contextOf(metadata);
    parts.insistOnStore?.();
    return context;
  }

  const stream = openStatusStream({ status: desks.status, signals: parts.signals, contextOf, clock: desks.clock, log });
  const server = new Server({
    'grpc.max_receive_message_length': messageBytesMax,
    'grpc.max_send_message_length': messageBytesMax,
  });
  server.addService(tillServices().TillService.service, {
    ...tillHandlers(desks, {
      ...{ contextOf: openContextOf, log },
      ...(parts.report ? { report: parts.report } : {}),
    }),
    WatchStatus: stream.watch,
  });
  new HealthImplementation({ '': 'SERVING', 'qiantai.edge.v1.TillService': 'SERVING' }).addToServer(server);
  const port = await bind(server, parts.port);
  return {
    port,
    stop: async () => {
      stream.close();
      await shutDown(server);
    },
  };
}

function bind(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
}

/** How long calls under way may take to end, real milliseconds. */
const drainMs = 1000;

async function shutDown(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => server.forceShutdown(), drainMs);
    server.tryShutdown(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
