/** The acquiring server over mutual TLS. Every call has a deadline, and ends in an outcome, never in a throw. */

import {
  type CallOptions,
  type ChannelOptions,
  type Client,
  type ClientUnaryCall,
  credentials,
  Metadata,
  type requestCallback,
  type ServiceError,
} from '@grpc/grpc-js';
import { type Clock, errorText, type Log } from '@qiantai/foundation';
import {
  acquiringServices,
  integerFrom,
  type JournalKind,
  type JournalPayload,
  type PaymentKey,
} from '@qiantai/protos';
import type { FindSaleReply__Output } from '@qiantai/protos/generated/qiantai/acquiring/v1/FindSaleReply.ts';
import type { JournalEntry__Output } from '@qiantai/protos/generated/qiantai/acquiring/v1/JournalEntry.ts';
import type { JournalHead__Output } from '@qiantai/protos/generated/qiantai/acquiring/v1/JournalHead.ts';
import { serverBatchesOf, settleCardsMs } from '../card-batches/card-batch-calls.ts';
import type { ServerBatches } from '../card-batches/compare-batch.ts';
import { type FleetCalls, fleetCalls } from '../fleet/fleet-calls.ts';
import type { SignedEntry, StoredEntry } from '../journal/journal-store.ts';
import { type OrderCalls, orderCalls } from '../orders/order-calls.ts';
import type {
  IntentSecret,
  PaymentRecord,
  PaymentRequest,
  PaymentWord,
  RefundRequest,
  RefundWord,
} from '../payments/records.ts';
import { type CallOutcome, outcomeOfError } from './outcome.ts';
import { payMessage, paymentWordOf, refundMessage, refundWordOf } from './words.ts';

/** How long a call may take beyond the time it asked the server to wait. */
const graceMs = 5000;

export interface ServerIdentity {
  /** PEM: who may have signed the server's certificate. */
  rootsPem: string;
  certificatePem: string;
  privateKeyPem: string;
}

export interface EntryVerdict {
  terminalId: string;
  sequence: number;
  entryId: string;
  /** Quarantined: held as it came, without effect, as a mending named it. */
  outcome: 'accepted' | 'already_held' | 'rejected' | 'quarantined';
  errorCode: string;
  exceptionCode: string;
}

export interface SettingChange {
  version: number;
  kind: string;
  id: string;
  /** Empty: removed from its scope. */
  valueJson: string;
  /** Empty: the chain. */
  scope: string;
}

export interface SettingsPage {
  changes: SettingChange[];
  more: boolean;
  /** Scopes of the store as they are now, widest first; empty where the server names none. */
  path: string[];
  /** Nothing is given: everything is to be pulled anew along `path`. */
  restart: boolean;
  /** With `restart`: what was named is of a history that the server does not know. */
  otherHistory?: boolean;
}

export interface ServerClient {
  probe(now: ProbeReport, timeoutMs: number): Promise<CallOutcome<ProbeAnswer>>;
  pay(request: PaymentRecord, secret: IntentSecret, waitMs: number): Promise<CallOutcome<PaymentWord>>;
  getPayment(key: string, knownVersion: number, ask: Ask): Promise<CallOutcome<PaymentWord>>;
  cancelPayment(
    request: PaymentRequest,
    secret: IntentSecret,
    reasonCode: string,
    waitMs: number,
  ): Promise<CallOutcome<PaymentWord>>;
  requestRefund(request: RefundRequest, secret: IntentSecret, waitMs: number): Promise<CallOutcome<RefundWord>>;
  getRefund(key: string, knownVersion: number, ask: Ask): Promise<CallOutcome<RefundWord>>;
  findSale(receiptNo: string): Promise<CallOutcome<FoundSale>>;
  /** Undefined: the merchant has no payment under that number. */
  findPayment(number: string): Promise<CallOutcome<FoundPayment | undefined>>;
  settleCards(ask: SettleCardsAsk): Promise<CallOutcome<ServerBatches>>;
  /** `mendings` go ahead of their turn: what each names may be held though it is not right. */
  appendJournal(
    entries: readonly SignedEntry[],
    mendings: readonly SignedEntry[],
  ): Promise<CallOutcome<EntryVerdict[]>>;
  readJournal(terminalId: string, afterSequence: number, limit: number): Promise<CallOutcome<JournalPage>>;
  /** @param signature r‖s over the SHA-256 of the statement */
  takeOver(statementJson: string, signature: Uint8Array): Promise<CallOutcome<SignerOnWire>>;
  pullSettings(
    after: { version: number; path: readonly string[]; changeHash: string },
    limit: number,
  ): Promise<CallOutcome<SettingsPage>>;
  fleet: FleetCalls;
  orders: OrderCalls;
  close(): void;
}

export interface SettleCardsAsk {
  settlementId: string;
  terminalId: string;
  keys: readonly string[];
}

/** What each probe says of this store. */
export interface ProbeReport {
  waiting: number;
  oldestAgeMs: number;
  settingsVersion: number;
}

export interface Ask {
  waitMs: number;
  askChannel: boolean;
  signal?: AbortSignal;
}

export interface ProbeAnswer {
  serverTimeMs: number;
  settingsVersion: number;
  /** Empty where the server does not say. */
  heads: ServerHead[];
  ordersWait: boolean;
  /** Orders that were pushed to terminals. */
  terminalOrdersWait: boolean;
  /** Empty where the server does not say. */
  agentState: string;
}

/** Where the server says that a terminal's journal stands. */
export interface ServerHead {
  terminalId: string;
  sequence: number;
  /** 64 hexadecimal characters. */
  hash: string;
}

export interface SignerOnWire {
  agentId: string;
  /** SubjectPublicKeyInfo, DER. */
  publicKeySpki: Uint8Array;
}

export interface JournalPage {
  entries: StoredEntry[];
  more: boolean;
  signers: SignerOnWire[];
}

export interface FoundSale {
  saleJson: string;
  payments: PaymentWord[];
  returnedQuantity: Map<number, number>;
}

export interface FoundPayment {
  payment: PaymentWord;
  /** Of its completed sale; empty where the server knows none. */
  saleId: string;
  receiptNo: string;
}

/** A cut line is noticed within seconds, and a mended one is found soon. */
const channelOptions: ChannelOptions = {
  'grpc.keepalive_time_ms': 3000,
  'grpc.keepalive_timeout_ms': 3000,
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.min_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 1000,
  // A channel of its own: closing this client closes its connection.
  'grpc.use_local_subchannel_pool': 1,
};

export function openServerClient(options: {
  address: string;
  identity: ServerIdentity;
  clock: Clock;
  log: Log;
  /** Chosen anew at each start. */
  bootId: string;
}): ServerClient {
  const { identity, clock, bootId } = options;
  const tls = credentials.createSsl(
    Buffer.from(identity.rootsPem),
    Buffer.from(identity.privateKeyPem),
    Buffer.from(identity.certificatePem),
  );
  const services = acquiringServices();
  const acquiring = new services.AcquiringService(options.address, tls, channelOptions);
  const orders = new services.TerminalOrderSyncService(options.address, tls, {
    ...channelOptions,
    channelOverride: acquiring.getChannel(),
  });
  // One connection for all: what the line does to one service it does to the other.
  const sync = new services.EdgeSyncService(options.address, tls, {
    ...channelOptions,
    channelOverride: acquiring.getChannel(),
  });
  const fleet = new services.FleetSyncService(options.address, tls, {
    ...channelOptions,
    channelOverride: acquiring.getChannel(),
  });

  /** Runs one unary call; `decode` throws where the answer is not right, which counts as no answer. */
  function call<Q, R, T>(
    client: Client,
    method: UnaryMethod<Q, R>,
    request: Q,
    timeoutMs: number,
    decode: (reply: R) => T,
    signal?: AbortSignal,
  ): Promise<CallOutcome<T>> {
    return new Promise((resolve) => {
      const options: CallOptions = { deadline: clock.deadline(timeoutMs) };
      let running: ClientUnaryCall | undefined;
      const abort = () => running?.cancel();
      signal?.addEventListener('abort', abort, { once: true });
      try {
        running = Reflect.apply(method, client, [request, new Metadata(), options, done]) as ClientUnaryCall;
      } catch (error) {
        // The channel was closed: by the agent's end, or for one with another certificate.
        signal?.removeEventListener('abort', abort);
        resolve({ kind: 'unanswered', left: false, why: errorText(error) });
      }
      function done(error: ServiceError | null, reply?: R): void {
        signal?.removeEventListener('abort', abort);
        resolve(error ? outcomeOfError(error) : decoded(reply as R, decode));
      }
    });
  }

  function decoded<R, T>(reply: R, decode: (reply: R) => T): CallOutcome<T> {
    try {
      return { kind: 'answered', value: decode(reply) };
    } catch (error) {
      options.log.error({ error: errorText(error) }, 'server.bad_answer');
      return { kind: 'unanswered', left: true, why: `the answer is not right: ${errorText(error)}` };
    }
  }

  return {
    probe: (now, timeoutMs) =>
      call(sync, sync.probe, { sentAtMs: clock.nowMs(), ...now, bootId }, timeoutMs, (reply) => ({
        serverTimeMs: integerFrom(reply.serverTimeMs, 'server_time_ms'),
        settingsVersion: integerFrom(reply.settingsVersion, 'settings_version'),
        heads: reply.heads.map(headOf),
        ordersWait: reply.ordersWait,
        terminalOrdersWait: reply.terminalOrdersWait,
        agentState: reply.agentState,
      })),
    pay: (request, secret, waitMs) =>
      call(acquiring, acquiring.pay, payMessage(request, secret, waitMs), waitMs + graceMs, (reply) =>
        paymentWordOf(reply, request.paymentKey),
      ),
    getPayment: (paymentKey, knownVersion, ask) =>
      call(
        acquiring,
        acquiring.getPayment,
        { paymentKey, knownVersion, waitMs: ask.waitMs, askChannel: ask.askChannel },
        ask.waitMs + graceMs,
        (reply) => paymentWordOf(reply, paymentKey),
        ask.signal,
      ),
    cancelPayment: (request, secret, reasonCode, waitMs) =>
      call(
        acquiring,
        acquiring.cancelPayment,
        { payment: payMessage(request, secret, 0), reasonCode, waitMs },
        waitMs + graceMs,
        (reply) => paymentWordOf(reply, request.paymentKey),
      ),
    requestRefund: (request, secret, waitMs) =>
      call(acquiring, acquiring.requestRefund, refundMessage(request, secret, waitMs), waitMs + graceMs, (reply) =>
        refundWordOf(reply, request.refundKey),
      ),
    getRefund: (refundKey, knownVersion, ask) =>
      call(
        acquiring,
        acquiring.getRefund,
        { refundKey, knownVersion, waitMs: ask.waitMs, askChannel: ask.askChannel },
        ask.waitMs + graceMs,
        (reply) => refundWordOf(reply, refundKey),
        ask.signal,
      ),
    findSale: (receiptNo) => call(acquiring, acquiring.findSale, { receiptNo }, graceMs, foundSaleOf),
    findPayment: (number) =>
      call(acquiring, acquiring.findPayment, { number }, graceMs, ({ payment, saleId, receiptNo }) =>
        payment ? { payment: paymentWordOf(payment, payment.paymentKey as PaymentKey), saleId, receiptNo } : undefined,
      ),
    settleCards: ({ settlementId, terminalId, keys }) =>
      call(
        acquiring,
        acquiring.settleCards,
        { settlementId, terminalId, keys: [...keys] },
        settleCardsMs,
        serverBatchesOf,
      ),
    appendJournal: (entries, mendings) =>
      call(sync, sync.appendJournal, { entries: [...entries], mendings: [...mendings] }, graceMs * 3, (reply) =>
        reply.results.map(verdictOf),
      ),
    readJournal: (terminalId, afterSequence, limit) =>
      call(sync, sync.readJournal, { terminalId, afterSequence, limit }, graceMs * 3, (reply) => ({
        entries: reply.entries.map(entryOf),
        more: reply.more,
        signers: reply.signers,
      })),
    takeOver: (statementJson, signature) =>
      call(sync, sync.takeOver, { statementJson, signature: Buffer.from(signature) }, graceMs * 3, (reply) => {
        if (!reply.predecessor) throw new RangeError('the answer names no predecessor');
        return reply.predecessor;
      }),
    pullSettings: ({ version, path, changeHash }, limit) => {
      const request = { afterVersion: version, limit, path: [...path], afterChangeHash: changeHash };
      return call(sync, sync.pullSettings, request, graceMs * 3, (reply) => ({
        more: reply.more,
        path: reply.path,
        restart: reply.restart,
        otherHistory: reply.otherHistory,
        changes: reply.changes.map((change) => ({
          version: integerFrom(change.version, 'version'),
          kind: change.kind,
          id: change.id,
          valueJson: change.valueJson,
          scope: change.scope,
        })),
      }));
    },
    fleet: fleetCalls(fleet, call),
    orders: orderCalls(orders, call),
    close: () => {
      orders.close();
      fleet.close();
      sync.close();
      acquiring.close();
    },
  };
}

/** Runs one unary call and says what came of it. */
export type ServerCall = <Q, R, T>(
  client: Client,
  method: UnaryMethod<Q, R>,
  request: Q,
  timeoutMs: number,
  decode: (reply: R) => T,
) => Promise<CallOutcome<T>>;

/** As grpc-js types a unary method: the overloads in its order, so that the request and the reply are inferred. */
export interface UnaryMethod<Q, R> {
  (request: Q, metadata: Metadata, options: CallOptions, callback: requestCallback<R>): ClientUnaryCall;
  (request: Q, metadata: Metadata, callback: requestCallback<R>): ClientUnaryCall;
  (request: Q, options: CallOptions, callback: requestCallback<R>): ClientUnaryCall;
  (request: Q, callback: requestCallback<R>): ClientUnaryCall;
}

function entryOf(message: JournalEntry__Output): StoredEntry {
  return {
    entryId: message.entryId,
    terminalId: message.terminalId,
    sequence: integerFrom(message.sequence, 'sequence', { min: 1 }),
    kind: message.kind as JournalKind,
    recordedAtMs: integerFrom(message.recordedAtMs, 'recorded_at_ms'),
    clockOffsetMs: integerFrom(message.clockOffsetMs, 'clock_offset_ms', { min: Number.MIN_SAFE_INTEGER }),
    payload: JSON.parse(message.payloadJson) as JournalPayload,
    payloadJson: message.payloadJson,
    previousHash: hexOf(message.previousHash, 32, 'previous_hash'),
    hash: hexOf(message.hash, 32, 'hash'),
    signature: hexOf(message.signature, 64, 'signature'),
  };
}

function headOf(message: JournalHead__Output): ServerHead {
  const sequence = integerFrom(message.sequence, 'sequence');
  return { terminalId: message.terminalId, sequence, hash: hexOf(message.hash, 32, 'hash') };
}

function hexOf(bytes: Uint8Array, length: number, field: string): string {
  if (bytes.length !== length) throw new RangeError(`${field} has ${bytes.length} bytes`);
  return Buffer.from(bytes).toString('hex');
}

function verdictOf(result: {
  terminalId: string;
  sequence: string;
  entryId: string;
  outcome: string;
  errorCode: string;
  exceptionCode: string;
}): EntryVerdict {
  const { terminalId, entryId, outcome, errorCode, exceptionCode } = result;
  if (!isOutcome(outcome)) {
    throw new RangeError(`outcome "${outcome.slice(0, 40)}" of an entry`);
  }
  return { terminalId, sequence: integerFrom(result.sequence, 'sequence'), entryId, outcome, errorCode, exceptionCode };
}

const outcomes: readonly EntryVerdict['outcome'][] = ['accepted', 'already_held', 'rejected', 'quarantined'];

function isOutcome(text: string): text is EntryVerdict['outcome'] {
  return (outcomes as readonly string[]).includes(text);
}

function foundSaleOf(reply: FindSaleReply__Output): FoundSale {
  return {
    saleJson: reply.saleJson,
    payments: reply.payments.map((payment) => paymentWordOf(payment, payment.paymentKey as PaymentKey)),
    returnedQuantity: new Map(
      Object.entries(reply.returnedQuantity).map(([line, quantity]) => [
        integerFrom(line, 'line'),
        integerFrom(quantity, 'quantity'),
      ]),
    ),
  };
}
