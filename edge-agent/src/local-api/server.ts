/**
 * The gRPC server for the tills of this store, over TLS, with the health service. A certificate is asked for and
 * not insisted on by TLS: a till that pairs has none yet, and a till whose certificate is refused is told why. What
 * a call needs is decided in `contextOf`, the one way to a terminal's id.
 */
import { isIPv6 } from 'node:net';
import { experimental, Server, type ServerCredentials } from '@grpc/grpc-js';
import type { Log } from '@qiantai/foundation';
import { tillServices } from '@qiantai/protos';
import { HealthImplementation } from 'grpc-health-check';
import { agentError } from '../errors.ts';
import type { Signals } from '../signals.ts';
import type { StoreAuthority } from '../tills/authority.ts';
import type { PairingDesk } from '../tills/pairing-desk.ts';
import { type CallContext, callCounter, type IncomingCall } from './calls.ts';
import { askers, type Desks, tillHandlers } from './handlers.ts';
import { type HubDesks, hubHandlers } from './hub-handlers.ts';
import { type OrderDesks, orderHandlers } from './order-handlers.ts';
import { pairingHandlers } from './pairing-handlers.ts';
import { type QueueDesks, queueHandlers } from './queue-handlers.ts';
import { shiftHandlers } from './shift-handlers.ts';
import { openStatusStream } from './status-stream.ts';

const messageBytesMax = 4 * 1024 * 1024;
/** Of one connection; a till has one. */
const streamsMax = 100;

export interface LocalApi {
  port: number;
  /** Whoever watches and may not any more hears so. */
  recheck(): void;
  stop(): Promise<void>;
}

export async function serveTills(parts: {
  host: string;
  port: number;
  authority: StoreAuthority;
  pairing: PairingDesk;
  /** @throws CodedError AGENT_NOT_ENROLLED, TILL_NOT_OF_STORE */
  insistOfStore: (terminalId: string) => void;
  /** @throws CodedError STORE_RESTORING while nothing can be taken */
  insistOnStore?: () => void;
  /** Told of every error: one of them may be the disk's. */
  report?: (error: unknown) => void;
  desks: Desks;
  hub: HubDesks;
  queue: QueueDesks;
  orders: OrderDesks;
  signals: Signals;
  /** A till called. */
  onCall: () => void;
  log: Log;
}): Promise<LocalApi> {
  const { desks, log } = parts;

  /** @throws CodedError TILL_CERTIFICATE_…, AGENT_NOT_ENROLLED, TILL_NOT_OF_STORE */
  function contextOf(call: IncomingCall): CallContext {
    // Only a certificate that the authority signed and that has not run out is here (grpc-js: `authorized`).
    const certificate = call.getAuthContext().sslPeerCertificate;
    if (!certificate) throw agentError('TILL_CERTIFICATE_BAD');
    const terminalId = parts.pairing.terminalOf(certificate.raw);
    const named = String(call.metadata.get('terminal')[0] ?? '');
    if (named !== '' && named !== terminalId) throw agentError('TILL_CERTIFICATE_OTHER', { terminalId, named });
    parts.insistOfStore(terminalId);
    return { terminalId, sessionToken: String(call.metadata.get('session')[0] ?? '').slice(0, 100) };
  }

  /** A terminal whose till knows more than this agent does nothing but mend that. The status is told in any state. */
  function workingContextOf(call: IncomingCall): CallContext {
    const context = contextOf(call);
    parts.insistOnStore?.();
    parts.hub.tails.insistNotHeld(context.terminalId);
    return context;
  }

  const { status, offline, clock } = desks;
  const stream = openStatusStream({
    ...{ status, cards: offline.status, orders: parts.orders.desk.status },
    signals: parts.signals,
    contextOf,
    clock,
    log,
  });
  const options = { contextOf, enter: callCounter(), onCall: parts.onCall, report: parts.report, log };
  const working = { ...options, contextOf: workingContextOf };
  const server = new Server({
    'grpc.max_receive_message_length': messageBytesMax,
    'grpc.max_send_message_length': messageBytesMax,
    'grpc.max_concurrent_streams': streamsMax,
  });
  const services = tillServices();
  server.addService(services.TillService.service, { ...tillHandlers(desks, working), WatchStatus: stream.watch });
  server.addService(
    services.ShiftService.service,
    shiftHandlers(desks.shifts, desks.cardBatches, askers(desks), working),
  );
  server.addService(services.HubService.service, hubHandlers(parts.hub, desks, options));
  server.addService(services.QueueService.service, queueHandlers(parts.queue, askers(desks), options));
  server.addService(services.TerminalOrderService.service, orderHandlers(parts.orders, askers(desks), working));
  server.addService(services.PairingService.service, pairingHandlers(parts.pairing, options));
  new HealthImplementation({ '': 'SERVING', 'qiantai.edge.v1.TillService': 'SERVING' }).addToServer(server);
  const port = await bind(
    server,
    isIPv6(parts.host) ? `[${parts.host}]:${parts.port}` : `${parts.host}:${parts.port}`,
    credentialsOf(parts.authority),
  );
  return {
    port,
    recheck: stream.recheck,
    stop: async () => {
      stream.close();
      await shutDown(server);
    },
  };
}

/** TLS that asks for a certificate of this authority and lets in whoever has none. */
function credentialsOf({ certificatePem, server }: StoreAuthority): ServerCredentials {
  const roots = { caCertificate: Buffer.from(certificatePem) };
  const own = { certificate: Buffer.from(server.chainPem), privateKey: Buffer.from(server.privateKeyPem) };
  const fixed = {
    // grpc-js listens to its own credentials only after it asked for the certificates: they come a moment later.
    addCaCertificateListener: (listener: (update: typeof roots) => void) => queueMicrotask(() => listener(roots)),
    removeCaCertificateListener: () => undefined,
    addIdentityCertificateListener: (listener: (update: typeof own) => void) => queueMicrotask(() => listener(own)),
    removeIdentityCertificateListener: () => undefined,
  };
  return experimental.createCertificateProviderServerCredentials(fixed, fixed, false);
}

function bind(server: Server, address: string, credentials: ServerCredentials): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error, bound) => (error ? reject(error) : resolve(bound)));
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
