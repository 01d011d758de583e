/**
 * An edge agent for the host's tests: real gRPC on a port of its own, with the bookkeeping that a till can
 * see. What it answers next is set by the test.
 */
import { Server, ServerCredentials, type ServerUnaryCall, type ServerWritableStream } from '@grpc/grpc-js';
import { errorRegistry } from '@qiantai/foundation';
import { type MoneyMessage, moneyFromMessage, tillServices, toServiceError } from '@qiantai/protos';
import type { AgentClient } from '../edge/agent-client.ts';
import type { AgentLink } from '../edge/agent-link.ts';
import { makeTestAuthority, type TestAuthority } from '../edge/test-authority.ts';
import { FakeBooks, operatorCards } from './test-agent-books.ts';
import { type CartRequest, KeptCart, priceAsAgent } from './test-pricing.ts';

const refused = (
  grpc: 'NOT_FOUND' | 'UNAUTHENTICATED' | 'FAILED_PRECONDITION' | 'PERMISSION_DENIED',
  message: string,
) => ({
  grpc,
  http: 400,
  message,
  retryable: false,
});
const agentError = errorRegistry({
  ARTICLE_NOT_FOUND: refused('NOT_FOUND', 'No such article.'),
  PAYMENT_NOT_FOUND: refused('NOT_FOUND', 'No such payment.'),
  REFUND_OVER_LIMIT: refused('PERMISSION_DENIED', 'This {of} may give back {leftMinor}, not {wantedMinor}.'),
  REFUND_NOT_FOUND: refused('NOT_FOUND', 'No such refund.'),
  CART_BASIS_UNKNOWN: refused('FAILED_PRECONDITION', 'Ask with the whole cart.'),
  ARTICLE_GONE: refused('FAILED_PRECONDITION', 'Not sold any more.'),
  REASON_UNKNOWN: refused('FAILED_PRECONDITION', 'No such reason.'),
  SALE_NOT_FOUND: refused('NOT_FOUND', 'No such sale.'),
  SIGN_IN_WRONG: refused('UNAUTHENTICATED', 'The number or the PIN is wrong.'),
  SESSION_MISSING: refused('UNAUTHENTICATED', 'Sign in first.'),
});

export interface FakePayment {
  request: Record<string, unknown>;
  state: string;
  status: string;
  revision: number;
  reasonCode: string;
  qrText: string;
}

type Message = Record<string, unknown> & { paymentKey: string; refundKey: string };

const money = (amountMinor: string) => ({ amountMinor, currency: 'CNY' });
const article = (id: string, barcode: string, nameZh: string, nameEn: string, priceMinor: string) => ({
  articleId: id,
  barcode,
  nameZh,
  nameEn,
  unitPrice: money(priceMinor),
  unit: '件',
  picture: '🥤',
});

export const articles = [
  article('A1', '6901234567892', '农夫山泉 550ml', 'Spring water', '200'),
  article('A2', '6920459989463', '康师傅红烧牛肉面', 'Beef noodles', '450'),
];

/** A till that was paired with this agent before. */
export function linkOf(agent: FakeAgent, client: Pick<AgentClient, 'use'>): AgentLink {
  let paired = false;
  return {
    ready: async () => {
      if (paired) return;
      if (!agent.authority) throw new Error('the agent was never started');
      client.use(await agent.authority.identity('T1'));
      paired = true;
    },
    upkeep: () => Promise.resolve(),
    strangeness: () => Promise.resolve(null),
  };
}

/** Not sold to everybody. */
export const beer = { ...article('B1', '6903252713411', '青岛啤酒 500ml', 'Tsingtao beer', '650'), ageMin: 18 };

/** What a scale's label says. */
const label = {
  ...article('W1', '2112345012507', '红富士苹果', 'Fuji apples', '1990'),
  soldByWeight: true,
  weightG: '1250',
};

export class FakeAgent {
  readonly payments = new Map<string, FakePayment>();
  readonly refunds = new Map<string, Record<string, unknown>>();
  readonly sales = new Map<string, Record<string, unknown>>();
  readonly abandoned: string[] = [];
  /** Names of calls, in order; StartPayment with its key. */
  readonly calls: string[] = [];
  /** What a started payment becomes; `hold`: no answer at all to the call. */
  onStart: 'paid' | 'failed' | 'checking' | 'awaiting_payer' | 'refused_offline' | 'hold' = 'paid';
  /** Of a card without the line: what may be done with it; with the cashier's word it is then taken. */
  offer: Record<string, unknown> | null = null;
  readonly modes: string[] = [];
  /** What the status says of cards. */
  cards: Record<string, unknown> = {};
  onCancel: 'cancel_recorded' | 'closed' | 'paid' = 'cancel_recorded';
  session = 'session-1';
  /** A start of a payment is not in the journal before this is. */
  beforeStart: Promise<void> = Promise.resolve();
  /** How many article lookups fail as if the line had failed. */
  failLookups = 0;
  /** Whose certificates it shows and takes. */
  authority: TestAuthority | null = null;
  settingsVersion = 7;
  promotion = false;
  roundToMinor = '0';
  saleMode = 'order';
  tips = false;
  /** What may still be given back without an approval. */
  refundLeftMinor = 1_000_000n;
  /** What becomes of a refund by the channel. */
  onRefund = { status: 'succeeded', reasonCode: '', channelMessage: '' };
  /** The last cart that was priced. */
  lastCart: CartRequest | null = null;
  private readonly carts = new KeptCart();
  /** Prices are not answered before this is. */
  beforePrice: Promise<void> = Promise.resolve();
  failPrices: '' | 'ARTICLE_GONE' = '';
  sessionOver = false;
  private watchers = new Set<ServerWritableStream<unknown, unknown>>();
  /** What tills offered of their own record, by key; and what is answered to it. */
  readonly offered = new Map<string, Record<string, unknown>>();
  offerCode = '';
  hellos: Array<Record<string, unknown>> = [];
  wantsTail = false;
  journal: Array<Record<string, unknown>> = [];
  offeredTail: Array<Record<string, unknown>> = [];
  devices: Array<Record<string, unknown>> = [];
  /** Shifts, deeds, the queue. */
  readonly books = new FakeBooks({ stop: () => this.stop() });
  private server = new Server();
  private port = 0;
  private wakers = new Set<() => void>();

  get address(): string {
    return `localhost:${this.port}`;
  }

  async start(): Promise<void> {
    this.authority ??= await makeTestAuthority();
    const { pem, server } = this.authority;
    const own = { private_key: Buffer.from(server.privateKeyPem), cert_chain: Buffer.from(server.chainPem) };
    const credentials = ServerCredentials.createSsl(Buffer.from(pem), [own], true);
    this.server = new Server();
    const books = this.books.handlers((name, method) => this.unary(name, method));
    this.server.addService(tillServices().TillService.service, { ...this.handlers(), ...books.till } as never);
    this.server.addService(tillServices().ShiftService.service, books.shift as never);
    this.server.addService(tillServices().QueueService.service, books.queue as never);
    this.server.addService(tillServices().HubService.service, this.hubHandlers() as never);
    this.port = await new Promise((resolve, reject) => {
      this.server.bindAsync(`localhost:${this.port}`, credentials, (error, port) =>
        error ? reject(error) : resolve(port),
      );
    });
  }

  private unary(name: string, method: (request: never) => unknown) {
    return (call: ServerUnaryCall<never, unknown>, done: (error: unknown, reply?: unknown) => void) => {
      this.calls.push(name);
      Promise.resolve()
        .then(() => {
          if (String(call.metadata.get('session')[0] ?? '') !== this.session) throw agentError('SESSION_MISSING');
          return method(call.request);
        })
        .then(
          (reply) => done(null, reply),
          (error: unknown) => done(toServiceError(error)),
        );
    };
  }

  /** As if the process was killed: connections break, the books stay. */
  stop(): void {
    this.server.forceShutdown();
  }

  /** Changes a payment as the server would. */
  answer(key: string, change: Partial<FakePayment>): void {
    const payment = this.payments.get(key);
    if (!payment) throw new Error(`no payment ${key}`);
    Object.assign(payment, change);
    payment.revision += 1;
    for (const wake of [...this.wakers]) wake();
  }

  private handlers() {
    const unary =
      (name: string, method: (request: Message, session: string) => unknown) =>
      (call: ServerUnaryCall<Message, unknown>, done: (error: unknown, reply?: unknown) => void) => {
        this.calls.push(name);
        Promise.resolve()
          .then(() => method(call.request, String(call.metadata.get('session')[0] ?? '')))
          .then(
            (reply) => done(null, reply),
            (error: unknown) => done(toServiceError(error)),
          );
      };
    const signedIn =
      (method: (request: Message) => unknown) =>
      (request: Message, session: string): unknown => {
        if (session !== this.session) throw agentError('SESSION_MISSING');
        return method(request);
      };
    return {
      GetTill: unary('GetTill', () => this.till()),
      SignIn: unary('SignIn', (request) => this.signIn(request)),
      SignOut: unary('SignOut', () => ({})),
      FindArticle: unary('FindArticle', ({ code }) => {
        if (this.failLookups > 0) {
          this.failLookups -= 1;
          throw new Error('the disk is slow today');
        }
        const found = [...articles, beer, label].find((one) => one.barcode === code || one.articleId === code);
        if (!found) throw agentError('ARTICLE_NOT_FOUND');
        return found;
      }),
      SearchArticles: unary('SearchArticles', () => ({ articles })),
      PriceCart: unary('PriceCart', (request) => this.priceCart(request as unknown as CartRequest)),
      StartPayment: unary(
        'StartPayment',
        signedIn((request) => this.startPayment(request)),
      ),
      GetPayment: unary('GetPayment', (request) => this.getPayment(request)),
      CancelPayment: unary('CancelPayment', (request) => this.cancelPayment(request)),
      TakeCash: unary(
        'TakeCash',
        signedIn((request) => this.takeCash(request)),
      ),
      CompleteSale: unary(
        'CompleteSale',
        signedIn((request) => this.completeSale(request)),
      ),
      AbandonSale: unary('AbandonSale', (request) => {
        this.abandoned.push(String(request['saleId']));
        return {};
      }),
      FindSale: unary('FindSale', (request) => this.findSale(request)),
      StartRefund: unary('StartRefund', (request) => this.refund(request, 'EDGE_STATE_ANSWERED')),
      GetRefund: unary('GetRefund', (request) => {
        const known = this.refunds.get(request.refundKey);
        if (!known) throw agentError('REFUND_NOT_FOUND');
        return known;
      }),
      ReturnCash: unary('ReturnCash', (request) => this.refund(request, 'EDGE_STATE_RECORDED')),
      SetOfflineMode: unary(
        'SetOfflineMode',
        signedIn((request) => {
          this.modes.push(String(request['mode']));
          return { online: true, offlineForced: request['mode'] === 'forced' };
        }),
      ),
      WatchStatus: (call: ServerWritableStream<unknown, unknown>) => {
        this.watchers.add(call);
        call.on('close', () => this.watchers.delete(call));
        call.write(this.status());
      },
    };
  }

  private hubHandlers() {
    const unary =
      (name: string, method: (request: never) => unknown) =>
      (call: ServerUnaryCall<never, unknown>, done: (error: unknown, reply?: unknown) => void) => {
        this.calls.push(name);
        Promise.resolve()
          .then(() => method(call.request))
          .then(
            (reply) => done(null, reply),
            (error: unknown) => done(toServiceError(error)),
          );
      };
    return {
      Hello: unary('Hello', (request: Record<string, unknown>) => {
        this.hellos.push(request);
        const last = this.journal.at(-1);
        return { sequence: last?.['sequence'] ?? 0, hash: last?.['hash'] ?? '', wantsTail: this.wantsTail };
      }),
      ReadTail: unary('ReadTail', ({ afterSequence }: { afterSequence: string }) => ({
        entries: this.journal.filter((entry) => Number(entry['sequence']) > Number(afterSequence)).slice(0, 200),
      })),
      OfferTail: unary('OfferTail', ({ entries }: { entries: Array<Record<string, unknown>> }) => {
        this.offeredTail.push(...entries);
        this.wantsTail = false;
        return { taken: entries.length, putAside: 0 };
      }),
      OfferRecord: unary('OfferRecord', ({ key, hash, recordJson }: Record<string, string>) => {
        const record = JSON.parse(recordJson ?? '') as Record<string, unknown> & { draft?: { saleId: string } };
        const known = this.offered.get(key ?? '');
        if (known && known['hash'] !== hash) return { known: false, code: 'TILL_RECORD_CONFLICT' };
        this.offered.set(key ?? '', { ...record, hash });
        const sale = record.draft && this.completeSale({ saleJson: JSON.stringify(record.draft) } as never);
        return { known: known !== undefined, code: this.offerCode, saleJson: sale?.saleJson ?? '' };
      }),
      ReportDevices: unary('ReportDevices', ({ devices }: { devices: Array<Record<string, unknown>> }) => {
        this.devices = devices;
        return {};
      }),
    };
  }

  private till() {
    return {
      terminalId: 'T1',
      tillName: '收银台 1',
      storeId: 'S1',
      storeName: '望京店',
      merchantId: 'M1',
      merchantName: '钱台便利',
      currency: 'CNY',
      receiptHeader: ['欢迎光临'],
      receiptFooter: ['谢谢惠顾'],
      operators: [{ operatorId: 'O1', number: '1', name: '小王', rights: this.books.rights }],
      quickKeys: articles,
      settingsVersion: this.settingsVersion,
      adverts: [{ advertId: 'AD1', titleZh: '牛奶', titleEn: 'Milk', picture: '🥛', seconds: 5 }],
      taxes: [],
      sessionOver: this.sessionOver,
      rules: { roundToMinor: this.roundToMinor, saleMode: this.saleMode, tips: this.tips },
    };
  }

  /** A tenth off every line, once `promotion` stands; then what persons take off. */
  private async priceCart(request: CartRequest) {
    await this.beforePrice;
    if (this.failPrices !== '') throw agentError(this.failPrices);
    const whole = this.carts.wholeOf(request);
    if (!whole) throw agentError('CART_BASIS_UNKNOWN');
    this.lastCart = whole;
    const unitPrices = new Map([...articles, beer, label].map((one) => [one.articleId, one.unitPrice.amountMinor]));
    const priced = priceAsAgent(whole, { unitPrices, promotion: this.promotion });
    return { ...this.carts.answer(request, whole, priced), settingsVersion: this.settingsVersion };
  }

  /** Tells every watcher that the store sells by another version. */
  showSettings(version: number): void {
    this.settingsVersion = version;
    for (const watcher of this.watchers) watcher.write(this.status());
  }

  private status() {
    const settingsVersion = this.settingsVersion;
    const line = { online: true, waiting: '0', oldestAgeMs: '0', waitingAmount: money('0') };
    return { ...line, ...this.cards, settingsVersion };
  }

  private signIn(request: Message) {
    const byPin = request['number'] === '1' && request['pin'] === '1234';
    if (!byPin && request['cardCode'] !== operatorCards.cashier) throw agentError('SIGN_IN_WRONG');
    return { session: this.session, operator: this.till().operators[0], businessDate: '2026-01-01' };
  }

  private async startPayment(request: Message) {
    this.calls.push(`start:${request.paymentKey}`);
    await this.beforeStart;
    const known = this.payments.get(request.paymentKey);
    if (!known) {
      const taken = this.onStart === 'refused_offline' && this.offer?.['possible'] && request['acceptOffline'];
      const state = taken ? 'recorded' : this.onStart === 'refused_offline' ? 'refused_offline' : 'answered';
      const began = this.onStart === 'checking' || this.onStart === 'hold' ? 'processing' : this.onStart;
      this.payments.set(request.paymentKey, {
        request,
        state,
        status: taken ? 'paid' : state === 'answered' ? began : 'failed',
        revision: 1,
        reasonCode:
          this.onStart === 'failed' ? 'INSUFFICIENT_FUNDS' : this.onStart === 'refused_offline' ? 'OFFLINE' : '',
        qrText: this.onStart === 'awaiting_payer' ? 'weixin://wxpay/bizpayurl?pr=1' : '',
      });
    }
    if (this.onStart === 'hold') return new Promise(() => undefined);
    return this.edgePayment(request.paymentKey);
  }

  private async getPayment(request: Message) {
    const payment = this.payments.get(request.paymentKey);
    if (!payment) throw agentError('PAYMENT_NOT_FOUND');
    if (payment.revision <= Number(request['knownRevision']) && Number(request['waitMs']) > 0) {
      await new Promise<void>((resolve) => {
        const wake = () => {
          if (payment.revision <= Number(request['knownRevision'])) return;
          this.wakers.delete(wake);
          resolve();
        };
        this.wakers.add(wake);
      });
    }
    return this.edgePayment(request.paymentKey);
  }

  private cancelPayment(request: Message) {
    const payment = this.payments.get(request.paymentKey);
    if (!payment) throw agentError('PAYMENT_NOT_FOUND');
    // The server would never hear of it (acquiring-server/src/channels/port.ts, reasonCodes).
    if (request['reasonCode'] !== 'CASHIER_CANCELLED') throw agentError('REASON_UNKNOWN');
    if (payment.status === 'paid') return this.edgePayment(request.paymentKey);
    if (this.onCancel === 'cancel_recorded') payment.state = 'cancel_recorded';
    else payment.status = this.onCancel;
    payment.revision += 1;
    return this.edgePayment(request.paymentKey);
  }

  private takeCash(request: Message) {
    this.calls.push(`cash:${request.paymentKey}`);
    this.payments.set(request.paymentKey, {
      request,
      state: 'recorded',
      status: 'paid',
      revision: 1,
      reasonCode: '',
      qrText: '',
    });
    return this.edgePayment(request.paymentKey);
  }

  private completeSale(request: Message) {
    const draft = JSON.parse(String(request['saleJson'])) as Record<string, unknown> & { saleId: string };
    const known = this.sales.get(draft.saleId);
    const receiptNo = known
      ? String(known['receiptNo'])
      : `S1-T1-20260101-${String(this.sales.size + 1).padStart(4, '0')}`;
    const record = { ...draft, receiptNo, operatorId: 'O1', businessDate: '2026-01-01' };
    this.sales.set(draft.saleId, record);
    return { receiptNo, journalSequence: '1', offline: false, saleJson: JSON.stringify(record) };
  }

  private findSale(request: Message) {
    const record = [...this.sales.values()].find((sale) => sale['receiptNo'] === request['receiptNo']);
    if (!record) throw agentError('SALE_NOT_FOUND');
    return { saleJson: JSON.stringify(record), payments: [], returnedQuantity: {}, confirmedByServer: true };
  }

  private refund(request: Message, state: string) {
    const { refundKey, paymentKey } = request;
    const amount = request['amount'];
    const { amountMinor: wantedMinor } = moneyFromMessage(request['whole'] as MoneyMessage, 'whole');
    if (!this.refunds.has(refundKey) && wantedMinor > this.refundLeftMinor && !request['approvalId']) {
      throw agentError('REFUND_OVER_LIMIT', {
        ...{ of: 'operator', leftMinor: `${this.refundLeftMinor}`, wantedMinor: `${wantedMinor}` },
      });
    }
    const { status, ...said } = this.onRefund;
    const refund = {
      ...{ refundKey, paymentKey, version: '1', amount, ...said },
      status: `REFUND_STATUS_${status.toUpperCase()}`,
    };
    const known = this.refunds.get(refundKey) ?? { state, refund, revision: '1', reasonCode: '', request };
    this.refunds.set(refundKey, known);
    return known;
  }

  private edgePayment(key: string) {
    const payment = this.payments.get(key);
    if (!payment) throw agentError('PAYMENT_NOT_FOUND');
    const { request, state, revision, reasonCode, qrText } = payment;
    const channel = request['channel'];
    const takenOffline = this.onStart === 'refused_offline' && request['acceptOffline'] === true;
    return {
      state: `EDGE_STATE_${state.toUpperCase()}`,
      revision: String(revision),
      offline: state === 'refused_offline' || takenOffline,
      offlineOffer: state === 'refused_offline' ? this.offer : null,
      reasonCode: state === 'refused_offline' ? reasonCode : '',
      payment: {
        paymentKey: key,
        status: `PAYMENT_STATUS_${payment.status.toUpperCase()}`,
        amount: request['amount'],
        tender: request['tender'] ?? 'TENDER_CASH',
        channel: state === 'recorded' && request['tender'] === undefined ? 'CHANNEL_CASH' : channel,
        reasonCode,
        qrText,
        deadlineMs: '0',
      },
    };
  }
}
