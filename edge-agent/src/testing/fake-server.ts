/**
 * The acquiring server as an agent sees it: real messages, mutual TLS, and books simple enough to read. It
 * takes each key once, chains journals, and answers as a test tells it.
 */
import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { Server, ServerCredentials, type ServiceError } from '@grpc/grpc-js';
import { type CodedError, errorRegistry } from '@qiantai/foundation';
import {
  acquiringServices,
  firstPreviousHash,
  type HealthReport,
  healthReportSchema,
  type JournalKind,
  journalEntryHash,
  type TerminalOrderReport,
  terminalOrderReportSchema,
  toServiceError,
} from '@qiantai/protos';
import type { AnswerOrderRequest__Output } from '@qiantai/protos/generated/qiantai/acquiring/v1/AnswerOrderRequest.ts';
import type { GetPaymentRequest__Output } from '@qiantai/protos/generated/qiantai/acquiring/v1/GetPaymentRequest.ts';
import type { JournalEntry__Output } from '@qiantai/protos/generated/qiantai/acquiring/v1/JournalEntry.ts';
import type { PayRequest__Output } from '@qiantai/protos/generated/qiantai/acquiring/v1/PayRequest.ts';
import type { PullSettingsReply } from '@qiantai/protos/generated/qiantai/acquiring/v1/PullSettingsReply.ts';
import type { PullSettingsRequest__Output } from '@qiantai/protos/generated/qiantai/acquiring/v1/PullSettingsRequest.ts';
import type { RefundRequest__Output } from '@qiantai/protos/generated/qiantai/acquiring/v1/RefundRequest.ts';
import type { SettleCardsReply } from '@qiantai/protos/generated/qiantai/acquiring/v1/SettleCardsReply.ts';
import type { SettleCardsRequest__Output } from '@qiantai/protos/generated/qiantai/acquiring/v1/SettleCardsRequest.ts';
import type { TakeOverReply } from '@qiantai/protos/generated/qiantai/acquiring/v1/TakeOverReply.ts';
import type { WantedVersion } from '@qiantai/protos/generated/qiantai/acquiring/v1/WantedVersion.ts';
import type { Payment } from '@qiantai/protos/generated/qiantai/common/v1/Payment.ts';
import type { Refund } from '@qiantai/protos/generated/qiantai/common/v1/Refund.ts';
import { verifyHash } from '../enrolment/device-key.ts';
import type { TestAuthority } from './test-authority.ts';

const error = (grpc: 'NOT_FOUND' | 'ALREADY_EXISTS' | 'INVALID_ARGUMENT' | 'PERMISSION_DENIED') => ({
  message: '{why}',
  grpc,
  http: 400,
  retryable: false,
});
const fakeError = errorRegistry({
  PAYMENT_NOT_FOUND: error('NOT_FOUND'),
  PAYMENT_KEY_CONFLICT: error('ALREADY_EXISTS'),
  REFUND_NOT_FOUND: error('NOT_FOUND'),
  SALE_NOT_FOUND: error('NOT_FOUND'),
  TERMINAL_ORDER_NOT_FOUND: error('NOT_FOUND'),
  REQUEST_BAD: error('INVALID_ARGUMENT'),
  ENROLMENT_CODE_UNKNOWN: error('PERMISSION_DENIED'),
  CALLER_REVOKED: error('PERMISSION_DENIED'),
  CALLER_RETIRED: error('PERMISSION_DENIED'),
  CALLER_CERTIFICATE_EXPIRED: error('PERMISSION_DENIED'),
});

/** What the fake server knows of the fleet. */
export interface FakeFleet {
  /** Every call of an agent is refused so. */
  refuse: 'CALLER_REVOKED' | 'CALLER_RETIRED' | 'CALLER_CERTIFICATE_EXPIRED' | undefined;
  agentState: string;
  /** What waits; an order goes when its last part has come. */
  orders: Array<{ orderId: string; kind: string; paramsJson: string; expiresAtMs: number }>;
  answers: AnswerOrderRequest__Output[];
  /** Answers are taken and their acknowledgement is lost, so often. */
  loseAnswers: number;
  reports: HealthReport[];
  wanted: WantedVersion[];
  /** Codes that let a device in, and the agent that each makes. */
  codes: Map<string, string>;
  /** Validity of the next certificates, milliseconds around now. */
  certificate: { backMs: number; forMs: number };
  certificates: Buffer[];
}

/** Orders that a merchant pushed to terminals. */
export interface FakeOrders {
  /** What waits; an order goes when the agent has reported it. */
  waiting: Array<{ orderJson: string; cancelAsked: boolean }>;
  reports: TerminalOrderReport[];
  /** Another word than the report's own status. */
  answer: ((report: TerminalOrderReport) => string | CodedError | undefined) | undefined;
  /** Reports are taken and their acknowledgement is lost, so often. */
  loseReports: number;
}

export interface EntryAnswer {
  terminalId: string;
  sequence: string;
  entryId: string;
  outcome: string;
  errorCode: string;
  exceptionCode: string;
}

export interface HeldPayment {
  message: Payment & { status: NonNullable<Payment['status']>; version: number };
  request: string;
  pays: number;
}

export interface FakeServer {
  port: number;
  enrolmentPort: number;
  payments: Map<string, HeldPayment>;
  refunds: Map<string, { message: Refund & { version: number }; asks: number }>;
  /** Journals as they were accepted, by terminal. */
  journals: Map<string, JournalEntry__Output[]>;
  /** Entries that came again after they were accepted. */
  repeated: number;
  calls: string[];
  cards: string[];
  /** Payments whose channel was to be asked at once. */
  asked: string[];
  /** What a new payment becomes. */
  onPay: (request: PayRequest__Output) => Partial<Payment> | CodedError;
  onRefund: (request: RefundRequest__Output) => Partial<Refund> | CodedError;
  /** What a card terminal's settlement ends in. */
  onSettleCards: (request: SettleCardsRequest__Output) => SettleCardsReply | Promise<SettleCardsReply>;
  rejectEntry: (entry: JournalEntry__Output) => string | undefined;
  settings: Array<{ version: number; kind: string; id: string; valueJson: string; scope?: string }>;
  /** The scopes of the store; a pull along another path is asked to begin anew. */
  settingsPath: string[];
  settingsPageMax: number;
  /** What probes are told; undefined: the version of the last setting. */
  settingsVersion: number | undefined;
  /** The versions that pulls asked from. */
  pulls: number[];
  /** Another answer than the books give. */
  onPull: (request: PullSettingsRequest__Output) => PullSettingsReply | CodedError | undefined;
  /** Keys that the server names for entries that it gives back. */
  signers: Array<{ agentId: string; publicKeySpki: Buffer }>;
  onTakeOver: (request: { statementJson: string; signature: Buffer }) => TakeOverReply;
  fleet: FakeFleet;
  orders: FakeOrders;
  /** Changes an answer about entries on its way: twice, out of order, late, with some missing. */
  garble: (results: EntryAnswer[]) => EntryAnswer[] | Promise<EntryAnswer[]>;
  sale: { saleJson: string; payments: Payment[]; returnedQuantity: Record<number, number> } | undefined;
  /** What a payment that is found by a number belongs to. */
  receiptOfPayment: { saleId: string; receiptNo: string } | undefined;
  /** Moves a payment on, and answers whoever waits for it. */
  change(key: string, now: Partial<Payment>): void;
  error: typeof fakeError;
  stop(): Promise<void>;
}

export async function startFakeServer(authority: TestAuthority): Promise<FakeServer> {
  const server = new Server();
  const enrolment = new Server();
  const waiting = new Set<() => void>();
  /** Of the devices that enrolled, in their order. */
  const deviceKeys: KeyObject[] = [];

  const fake: FakeServer = {
    port: 0,
    enrolmentPort: 0,
    payments: new Map(),
    refunds: new Map(),
    journals: new Map(),
    repeated: 0,
    calls: [],
    cards: [],
    asked: [],
    onPay: () => ({ status: 'PAYMENT_STATUS_PAID', channel: 'CHANNEL_WECHAT', channelTransactionId: '4200000001' }),
    onRefund: () => ({ status: 'REFUND_STATUS_SUCCEEDED', channel: 'CHANNEL_WECHAT' }),
    onSettleCards: () => ({}),
    rejectEntry: () => undefined,
    garble: (results) => results,
    settings: [],
    signers: [],
    onTakeOver: () => ({}),
    fleet: {
      refuse: undefined,
      agentState: '',
      orders: [],
      answers: [],
      loseAnswers: 0,
      reports: [],
      wanted: [],
      codes: new Map([
        ['TEST-CODE-1', 'agent-1'],
        ['TEST-CODE-2', 'agent-2'],
        ['TEST-CODE-3', 'agent-3'],
      ]),
      certificate: { backMs: 3_600_000, forMs: 30 * 86_400_000 },
      certificates: [],
    },
    orders: { waiting: [], reports: [], answer: undefined, loseReports: 0 },
    settingsPath: [],
    settingsPageMax: 3,
    settingsVersion: undefined,
    pulls: [],
    onPull: () => undefined,
    sale: undefined,
    receiptOfPayment: undefined,
    error: fakeError,
    change: (key, now) => {
      const held = fake.payments.get(key);
      if (!held) throw new Error(`no payment ${key}`);
      Object.assign(held.message, now, { version: held.message.version + 1 });
      for (const wake of [...waiting]) wake();
    },
    stop: async () => {
      server.forceShutdown();
      enrolment.forceShutdown();
    },
  };

  function pay(request: PayRequest__Output): Payment {
    const body = JSON.stringify({ ...request, waitMs: 0 });
    const held = fake.payments.get(request.paymentKey);
    if (held && held.request !== body) throw fakeError('PAYMENT_KEY_CONFLICT', { why: 'another request' });
    if (held) return held.message;
    const outcome = fake.onPay(request);
    if (outcome instanceof Error) throw outcome;
    const message = { ...bare(request), ...outcome, version: 1 } as HeldPayment['message'];
    fake.payments.set(request.paymentKey, { message, request: body, pays: 1 });
    return message;
  }

  function cancel(request: PayRequest__Output): Payment {
    const held = fake.payments.get(request.paymentKey);
    if (!held) {
      const message = { ...bare(request), status: 'PAYMENT_STATUS_CLOSED' as const, version: 1 };
      fake.payments.set(request.paymentKey, { message, request: JSON.stringify({ ...request, waitMs: 0 }), pays: 0 });
      return message;
    }
    if (held.request !== JSON.stringify({ ...request, waitMs: 0 })) {
      throw fakeError('PAYMENT_KEY_CONFLICT', { why: 'the cancelled request is another one' });
    }
    if (held.message.status !== 'PAYMENT_STATUS_CLOSED')
      fake.change(request.paymentKey, { status: 'PAYMENT_STATUS_CLOSED' });
    return held.message;
  }

  async function getPayment(key: string, knownVersion: number, waitMs: number): Promise<Payment> {
    const held = fake.payments.get(key);
    if (!held) throw fakeError('PAYMENT_NOT_FOUND', { why: key });
    if (held.message.version <= knownVersion && waitMs > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(done, waitMs);
        function done(): void {
          clearTimeout(timer);
          waiting.delete(done);
          resolve();
        }
        waiting.add(done);
      });
    }
    return held.message;
  }

  function append(entry: JournalEntry__Output, mendings: readonly JournalEntry__Output[]): EntryAnswer {
    const journal = fake.journals.get(entry.terminalId) ?? [];
    fake.journals.set(entry.terminalId, journal);
    const common = { terminalId: entry.terminalId, sequence: entry.sequence, entryId: entry.entryId };
    const verdict = (outcome: string, errorCode = '') => ({ ...common, outcome, errorCode, exceptionCode: '' });
    const held = journal[Number(entry.sequence) - 1];
    if (held) {
      if (!held.hash.equals(entry.hash)) return verdict('rejected', 'JOURNAL_FORK');
      fake.repeated += 1;
      return verdict('already_held');
    }
    if (Number(entry.sequence) !== journal.length + 1) return verdict('rejected', 'JOURNAL_GAP');
    const code = fake.rejectEntry(entry) ?? fault(entry, journal.at(-1)?.hash.toString('hex') ?? firstPreviousHash);
    const isNamed = mendings.some((mending) => mending.payloadJson.includes(entry.hash.toString('hex')));
    if (code && !isNamed) return verdict('rejected', code);
    journal.push(entry);
    if (code) return verdict('quarantined', code);
    return verdict('accepted');
  }

  function headOf(terminalId: string) {
    const journal = fake.journals.get(terminalId) ?? [];
    return { terminalId, sequence: journal.length, hash: journal.at(-1)?.hash ?? Buffer.alloc(32) };
  }

  function fault(entry: JournalEntry__Output, previousHash: string): string | undefined {
    const hash = journalEntryHash({
      entryId: entry.entryId,
      terminalId: entry.terminalId,
      sequence: Number(entry.sequence),
      kind: entry.kind as JournalKind,
      recordedAtMs: Number(entry.recordedAtMs),
      clockOffsetMs: Number(entry.clockOffsetMs),
      payload: JSON.parse(entry.payloadJson),
      previousHash: entry.previousHash.toString('hex'),
    });
    if (entry.previousHash.toString('hex') !== previousHash || entry.hash.toString('hex') !== hash)
      return 'JOURNAL_BAD_HASH';
    const signed = deviceKeys.some((key) => verifyHash(entry.hash, entry.signature, key));
    return signed ? undefined : 'JOURNAL_BAD_SIGNATURE';
  }

  const unary =
    <Q, R>(name: string, work: (request: Q) => R | Promise<R>) =>
    (call: { request: Q }, callback: (error: Partial<ServiceError> | null, reply?: R) => void): void => {
      fake.calls.push(name);
      Promise.resolve()
        .then(() => {
          const { refuse } = fake.fleet;
          if (refuse && name !== 'Enrol' && name !== 'RecoverCertificate') throw fakeError(refuse, { why: name });
          return work(call.request);
        })
        .then(
          (reply) => callback(null, reply),
          (thrown: unknown) => callback(toServiceError(thrown)),
        );
    };

  const services = acquiringServices();
  server.addService(services.AcquiringService.service, {
    Pay: unary('Pay', (request: PayRequest__Output) => {
      if (request.card) fake.cards.push(request.card.maskedPan);
      return pay(request);
    }),
    GetPayment: unary('GetPayment', (request: GetPaymentRequest__Output) => {
      if (request.askChannel) fake.asked.push(request.paymentKey);
      return getPayment(request.paymentKey, Number(request.knownVersion), request.waitMs);
    }),
    CancelPayment: unary('CancelPayment', (request: { payment: PayRequest__Output }) => cancel(request.payment)),
    RequestRefund: unary('RequestRefund', (request: RefundRequest__Output) => {
      const held = fake.refunds.get(request.refundKey);
      if (held) return held.message;
      const outcome = fake.onRefund(request);
      if (outcome instanceof Error) throw outcome;
      const { refundKey, paymentKey, amount } = request;
      const message = { refundKey, paymentKey, amount, updatedAtMs: 1, ...outcome, version: 1 } as Refund & {
        version: number;
      };
      fake.refunds.set(refundKey, { message, asks: 1 });
      return message;
    }),
    GetRefund: unary('GetRefund', (request: { refundKey: string }) => {
      const held = fake.refunds.get(request.refundKey);
      if (!held) throw fakeError('REFUND_NOT_FOUND', { why: request.refundKey });
      return held.message;
    }),
    FindSale: unary('FindSale', () => {
      if (!fake.sale) throw fakeError('SALE_NOT_FOUND', { why: 'none' });
      return fake.sale;
    }),
    FindPayment: unary('FindPayment', ({ number }: { number: string }) => {
      const held = [...fake.payments.values()].find(
        ({ message }) => message.orderNo === number || message.channelTransactionId === number,
      );
      return held ? { payment: held.message, ...fake.receiptOfPayment } : {};
    }),
    SettleCards: unary('SettleCards', (request: SettleCardsRequest__Output) => fake.onSettleCards(request)),
    RecordCash: unary('RecordCash', () => {
      throw fakeError('REQUEST_BAD', { why: 'agents journal their cash' });
    }),
  });
  server.addService(services.EdgeSyncService.service, {
    Probe: unary('Probe', (request: { sentAtMs: string }) => ({
      serverTimeMs: request.sentAtMs,
      settingsVersion: fake.settingsVersion ?? fake.settings.at(-1)?.version ?? 0,
      heads: ['till-1', 'till-2'].map(headOf),
      ordersWait: fake.fleet.orders.length > 0,
      terminalOrdersWait: fake.orders.waiting.length > 0,
      agentState: fake.fleet.agentState,
    })),
    ReadJournal: unary('ReadJournal', (request: { terminalId: string; afterSequence: string; limit: number }) => {
      const held = (fake.journals.get(request.terminalId) ?? []).slice(Number(request.afterSequence));
      // Pages are short, so that a journal of a test has several.
      const page = held.slice(0, Math.min(request.limit, 3));
      return { entries: page, more: page.length < held.length, signers: fake.signers };
    }),
    TakeOver: unary('TakeOver', (request: { statementJson: string; signature: Buffer }) => fake.onTakeOver(request)),
    AppendJournal: unary(
      'AppendJournal',
      async ({ entries, mendings }: { entries: JournalEntry__Output[]; mendings: JournalEntry__Output[] }) => ({
        results: await fake.garble(entries.map((entry) => append(entry, mendings))),
      }),
    ),
    PullSettings: unary('PullSettings', (request: PullSettingsRequest__Output): PullSettingsReply => {
      const path = fake.settingsPath;
      const after = Number(request.afterVersion);
      fake.pulls.push(after);
      const answer = fake.onPull(request);
      if (answer instanceof Error) throw answer;
      if (answer) return answer;
      if (after > 0 && request.path.join() !== path.join()) return { changes: [], more: false, path, restart: true };
      const newer = fake.settings.filter((change) => change.version > after);
      const size = Math.min(fake.settingsPageMax, request.limit);
      return { changes: newer.slice(0, size), more: newer.length > size, path, restart: false };
    }),
  });
  async function certify(request: Buffer): Promise<{ certificate: Buffer; authority: Buffer }> {
    const certificate = await authority.sign(request, fake.fleet.certificate);
    fake.fleet.certificates.push(certificate);
    const key = createPublicKey(new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'pem' }));
    if (!deviceKeys.some((known) => known.equals(key))) deviceKeys.push(key);
    return { certificate, authority: authority.certificateDer };
  }

  const terminalIds = ['till-1', 'till-2'];
  server.addService(services.FleetSyncService.service, {
    FetchOrders: unary('FetchOrders', () => ({ orders: fake.fleet.orders })),
    AnswerOrder: unary('AnswerOrder', (request: AnswerOrderRequest__Output) => {
      fake.fleet.answers.push(request);
      if (fake.fleet.loseAnswers > 0) {
        fake.fleet.loseAnswers -= 1;
        throw new Error('the answer is lost');
      }
      if (request.outcome !== '') {
        fake.fleet.orders = fake.fleet.orders.filter((order) => order.orderId !== request.orderId);
      }
      return { state: request.outcome || 'fetched' };
    }),
    ReportHealth: unary('ReportHealth', (request: { reportJson: string }) => {
      fake.fleet.reports.push(healthReportSchema.parse(JSON.parse(request.reportJson)));
      return { wanted: fake.fleet.wanted };
    }),
    RenewCertificate: unary('RenewCertificate', (request: { certificateRequest: Buffer }) =>
      certify(request.certificateRequest),
    ),
  });
  server.addService(services.TerminalOrderSyncService.service, {
    FetchTerminalOrders: unary('FetchTerminalOrders', () => ({ orders: fake.orders.waiting })),
    ReportTerminalOrder: unary('ReportTerminalOrder', (request: { reportJson: string }) => {
      const report = terminalOrderReportSchema.parse(JSON.parse(request.reportJson));
      fake.orders.reports.push(report);
      if (fake.orders.loseReports > 0) {
        fake.orders.loseReports -= 1;
        throw new Error('the acknowledgement is lost');
      }
      fake.orders.waiting = fake.orders.waiting.filter(({ orderJson }) => !orderJson.includes(report.orderId));
      const answer = fake.orders.answer?.(report);
      if (answer instanceof Error) throw answer;
      return { status: answer ?? report.status };
    }),
  });
  enrolment.addService(services.EnrolmentService.service, {
    Enrol: unary('Enrol', async (request: { activationCode: string; certificateRequest: Buffer }) => {
      const agentId = fake.fleet.codes.get(request.activationCode);
      if (!agentId) throw fakeError('ENROLMENT_CODE_UNKNOWN', { why: 'no such code' });
      return { agentId, storeId: 'S1', merchantId: 'M1', terminalIds, ...(await certify(request.certificateRequest)) };
    }),
    RecoverCertificate: unary('RecoverCertificate', async (request: { certificateRequest: Buffer }) => {
      if (fake.fleet.refuse === 'CALLER_REVOKED') throw fakeError('CALLER_REVOKED', { why: 'stolen' });
      fake.fleet.refuse = undefined;
      const names = { agentId: 'agent-1', storeId: 'S1', merchantId: 'M1', terminalIds };
      return { ...names, ...(await certify(request.certificateRequest)) };
    }),
  });
  const root = Buffer.from(authority.certificatePem);
  const pair = {
    private_key: Buffer.from(authority.server.privateKeyPem),
    cert_chain: Buffer.from(authority.server.certificatePem),
  };
  fake.port = await bind(server, ServerCredentials.createSsl(root, [pair], true));
  fake.enrolmentPort = await bind(enrolment, ServerCredentials.createSsl(null, [pair], false));
  return fake;
}

function bare(request: PayRequest__Output) {
  return {
    paymentKey: request.paymentKey,
    orderNo: request.orderNo,
    amount: request.amount,
    tender: request.tender,
    status: 'PAYMENT_STATUS_PROCESSING' as const,
    maskedPan: request.card?.maskedPan ?? '',
    updatedAtMs: 1,
  };
}

function bind(server: Server, credentials: ServerCredentials): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', credentials, (failed, port) => (failed ? reject(failed) : resolve(port)));
  });
}
