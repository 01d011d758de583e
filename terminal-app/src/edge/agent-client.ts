/**
 * What the till asks of the edge agent, over gRPC (protos/proto/qiantai/edge/v1/till.proto). Each call has a
 * deadline; what fails throws an `AgentFailure` that says whether it may have happened.
 */
import { type ClientReadableStream, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { type Clock, CodedError } from '@qiantai/foundation';
import {
  channelEnum,
  type Money,
  moneyToMessage,
  orderNoOfSale,
  paymentStatusEnum,
  type SaleRecord,
  tenderEnum,
  tillServices,
  uuid7From,
} from '@qiantai/protos';
import type {
  CardRead,
  CartToPrice,
  CashBack,
  DeedRecord,
  FoundByNumber,
  OperatorProof,
  PaymentAnswer,
  PaymentOrder,
  RefundAnswer,
  RefundLeave,
  SaleDraft,
} from '../sale/events.ts';
import type { Attempt, CartPrices, Original, RefundItem, Session, TillFacts } from '../sale/model.ts';
import { agentChannel } from './agent-channel.ts';
import { AgentFailure, agentFailureFrom } from './agent-failure.ts';
import { CartClient } from './cart-client.ts';
import { type FoundArticle, foundArticleFromMessage, type PricedCartMessage } from './cart-convert.ts';
import {
  type ArticleMessage,
  articleFromMessage,
  type CompletedMessage,
  type EdgePaymentMessage,
  type EdgeRefundMessage,
  type Expected,
  type FoundSaleMessage,
  type LineStatus,
  operatorFromMessage,
  originalFromMessage,
  paymentFromMessage,
  type Revised,
  refundFromMessage,
  type ShownArticle,
  type SignInMessage,
  type StatusMessage,
  saleRecordFromJson,
  statusFromMessage,
  type TillInfo,
  type TillMessage,
  tillInfoFromMessage,
} from './convert.ts';
import type { FoundPaymentMessage } from './counter-convert.ts';
import type { TillIdentity } from './till-identity.ts';

export interface AgentClientOptions {
  /** host:port; the agent's certificate has to name the host. */
  address: string;
  clock: Pick<Clock, 'deadline' | 'setTimeout'>;
}

/** How long a call that waits for nothing may take, milliseconds. */
const callTimeoutMs = 5_000;
/** A channel that is asked takes its time, milliseconds. */
const findPaymentWaitMs = 15_000;
/** What a call that waits gets on top of its wait. */
const waitGraceMs = 5_000;
/** How long calls over a connection that was replaced may go on. */
const replacedCloseMs = 60_000;
/**
 * So many calls in a row without a word, and the connection is taken to be stuck: one that stands and is dead in its
 * handshake is not found out by HTTP/2's pings, which begin after it.
 */
const silentCallsMax = 2;

type CallIdentity = Pick<TillIdentity, 'terminalId' | 'authorityPem' | 'privateKeyPem' | 'certificatePem'>;
type TillClient = InstanceType<ReturnType<typeof tillServices>['TillService']>;
type Answered<Output> = (error: ServiceError | null, output?: Output) => void;

export class AgentClient {
  /** Told of each answer: the agent is there. */
  onAnswered: () => void = () => undefined;
  /** Sent with every call once somebody signed in. */
  sessionToken = '';
  private readonly pending = new Set<{ cancel(): void }>();
  private current: TillClient | null = null;
  private identity: CallIdentity | null = null;
  private silentCalls = 0;
  private readonly carts = new CartClient((request) =>
    this.call<PricedCartMessage>((meta, options, done) => this.client.PriceCart(request, meta, options, done)),
  );
  private readonly address: string;
  private readonly clock: AgentClientOptions['clock'];

  constructor(options: AgentClientOptions) {
    this.address = options.address;
    this.clock = options.clock;
  }

  /** Calls go by this certificate from now on; without one they reject as `not_ready`. */
  use(identity: CallIdentity): void {
    const before = this.current;
    const channel = agentChannel(this.address, identity);
    this.identity = identity;
    this.silentCalls = 0;
    this.current = new (tillServices().TillService)(this.address, channel.credentials, channel.options);
    if (before) this.clock.setTimeout(() => before.close(), replacedCloseMs);
  }

  private get client(): TillClient {
    if (!this.current) throw new AgentFailure('not_ready', 'TILL_NOT_PAIRED', 'this till has no certificate yet');
    return this.current;
  }

  /** The connection itself, for the agent's other services. */
  channel(): ReturnType<TillClient['getChannel']> {
    return this.client.getChannel();
  }

  /** Ends the calls that wait; each rejects as `gone`. */
  close(): void {
    for (const call of this.pending) call.cancel();
    this.current?.close();
  }

  async getTill(): Promise<TillInfo> {
    const message = await this.call<TillMessage>((meta, options, done) => this.client.GetTill({}, meta, options, done));
    return read(() => tillInfoFromMessage(message));
  }

  async signIn(proof: OperatorProof): Promise<Session> {
    const request = proofMessage(proof);
    const message = await this.call<SignInMessage>((meta, options, done) =>
      this.client.SignIn(request, meta, options, done),
    );
    if (!message.operator || !message.session) throw new AgentFailure('refused', 'AGENT_BAD_ANSWER', 'no session');
    const operator = operatorFromMessage(message.operator);
    return {
      token: message.session,
      operatorId: operator.operatorId,
      operatorName: operator.name,
      rights: operator.rights,
      businessDate: message.businessDate,
    };
  }

  async signOut(): Promise<void> {
    await this.call<object>((meta, options, done) => this.client.SignOut({}, meta, options, done));
  }

  /** Null: no article has the code. */
  async findArticle(asked: { code: string; saleId: string }, facts: TillFacts): Promise<FoundArticle | null> {
    const message = await this.call<ArticleMessage>((meta, options, done) =>
      this.client.FindArticle(asked, meta, options, done),
    ).catch((error: unknown) => {
      // The code was read; what it names is not sold here, which is worth its own words.
      if (error instanceof AgentFailure && error.code !== 'ARTICLE_NOT_FOUND') throw error;
      return nullWhereNotFound(error);
    });
    return message && read(() => foundArticleFromMessage(message, facts.currency));
  }

  /** What the cart costs, by the version of the settings that its sale goes by. */
  async priceCart(cart: CartToPrice, facts: TillFacts): Promise<CartPrices> {
    return await this.carts.price(cart, facts.currency).catch((error: unknown) => {
      throw error instanceof AgentFailure ? error : badAnswer(error);
    });
  }

  /** A second person allows one deed. The approval is good for this till, its operator and a quarter of an hour. */
  async approve(asked: { right: string; saleId: string; note: string; proof: OperatorProof }): Promise<string> {
    const { right, saleId, note, proof } = asked;
    const proved = proofMessage(proof);
    const message = await this.call<{ approvalId: string }>((meta, options, done) =>
      this.client.Approve({ right, saleId, note, ...proved }, meta, options, done),
    );
    return read(() => uuid7From(message.approvalId, 'approval_id'));
  }

  /** It stands in the journal when this resolves. */
  async recordDeed(record: DeedRecord): Promise<void> {
    const { deedId } = record;
    await this.call<object>((meta, options, done) =>
      this.client.RecordDeed({ deedId, deedJson: JSON.stringify(record) }, meta, options, done),
    );
  }

  async searchArticles(asked: { text: string; saleId: string }, facts: TillFacts): Promise<ShownArticle[]> {
    const message = await this.call<{ articles: ArticleMessage[] }>((meta, options, done) =>
      this.client.SearchArticles({ ...asked, limit: 50 }, meta, options, done),
    );
    return read(() => message.articles.map((article) => articleFromMessage(article, facts.currency)));
  }

  async startPayment(
    request: { attempt: Attempt; order: PaymentOrder; paymentCode: string; card: CardRead | null; waitMs: number },
    facts: TillFacts,
  ): Promise<Revised<PaymentAnswer>> {
    const { attempt, order, waitMs } = request;
    const message = await this.call<EdgePaymentMessage>(
      (meta, options, done) =>
        this.client.StartPayment(
          {
            ...orderMessage(attempt, order, facts),
            tender: tenderEnum.toMessage(attempt.tender),
            channel: channelEnum.toMessage(attempt.channel),
            paymentCode: request.paymentCode,
            card: request.card,
            description: order.description,
            waitMs,
            acceptOffline: attempt.acceptOffline ?? false,
            cardExpiry: request.card?.expiry ?? '',
          },
          meta,
          options,
          done,
        ),
      waitMs,
    );
    return read(() => paymentFromMessage(message, expectedOf(attempt, facts)));
  }

  async getPayment(
    request: { attempt: Attempt; knownRevision: string; waitMs: number; askChannel: boolean },
    facts: TillFacts,
  ): Promise<Revised<PaymentAnswer>> {
    const { attempt, knownRevision, waitMs, askChannel } = request;
    const message = await this.call<EdgePaymentMessage>(
      (meta, options, done) =>
        this.client.GetPayment({ paymentKey: attempt.key, knownRevision, waitMs, askChannel }, meta, options, done),
      waitMs,
    );
    return read(() => paymentFromMessage(message, expectedOf(attempt, facts)));
  }

  async cancelPayment(
    request: { attempt: Attempt; reasonCode: string; waitMs: number },
    facts: TillFacts,
  ): Promise<Revised<PaymentAnswer>> {
    const { attempt, reasonCode, waitMs } = request;
    const message = await this.call<EdgePaymentMessage>(
      (meta, options, done) =>
        this.client.CancelPayment({ paymentKey: attempt.key, reasonCode, waitMs }, meta, options, done),
      waitMs,
    );
    return read(() => paymentFromMessage(message, expectedOf(attempt, facts)));
  }

  async takeCash(attempt: Attempt, order: PaymentOrder, facts: TillFacts): Promise<Revised<PaymentAnswer>> {
    const tendered = moneyToMessage({ amountMinor: attempt.tenderedMinor, currency: facts.currency });
    const request = { ...orderMessage(attempt, order, facts), tendered };
    const message = await this.call<EdgePaymentMessage>((meta, options, done) =>
      this.client.TakeCash(request, meta, options, done),
    );
    return read(() => paymentFromMessage(message, expectedOf(attempt, facts)));
  }

  async completeSale(draft: SaleDraft): Promise<{ receiptNo: string; offline: boolean; record: SaleRecord }> {
    const message = await this.call<CompletedMessage>((meta, options, done) =>
      this.client.CompleteSale({ saleJson: JSON.stringify(draft) }, meta, options, done),
    );
    const record = read(() => saleRecordFromJson(message.saleJson, 'CompleteSale'));
    return { receiptNo: message.receiptNo, offline: message.offline, record };
  }

  async abandonSale(saleId: string, reasonCode: string): Promise<void> {
    await this.call<object>((meta, options, done) =>
      this.client.AbandonSale({ saleId, reasonCode }, meta, options, done),
    );
  }

  /** Null: no sale has the number. */
  async findSale(receiptNo: string): Promise<Original | null> {
    const message = await this.call<FoundSaleMessage>((meta, options, done) =>
      this.client.FindSale({ receiptNo }, meta, options, done),
    ).catch(nullWhereNotFound);
    return message && read(() => originalFromMessage(message));
  }

  /** By a number of the customer's phone; the agent asks the server, and the channel through it. Null: none is known. */
  async findPayment(number: string): Promise<FoundByNumber | null> {
    const message = await this.call<FoundPaymentMessage>(
      (meta, options, done) => this.client.FindPayment({ number }, meta, options, done),
      findPaymentWaitMs,
    );
    const { payment, receiptNo } = message;
    return read(
      () =>
        payment && {
          paymentKey: payment.paymentKey,
          isPaid: paymentStatusEnum.fromMessage(payment.status, 'payment.status') === 'paid',
          receiptNo,
        },
    );
  }

  async startRefund(
    request: {
      item: RefundItem;
      returnSaleId: string;
      card: CardRead | null;
      reason: string;
      waitMs: number;
    } & RefundLeave,
    facts: TillFacts,
  ): Promise<Revised<RefundAnswer>> {
    const { item, returnSaleId, card, reason, waitMs } = request;
    const amount = moneyToMessage({ amountMinor: item.amountMinor, currency: facts.currency });
    const named = { refundKey: item.key, returnSaleId, paymentKey: item.paymentKey ?? '' };
    const body = { ...named, amount, reason, card, ...leaveMessage(request, facts), waitMs };
    const message = await this.call<EdgeRefundMessage>(
      (meta, options, done) => this.client.StartRefund(body, meta, options, done),
      waitMs,
    );
    return read(() => refundFromMessage(message, expectedOf(item, facts)));
  }

  async getRefund(
    request: { item: RefundItem; knownRevision: string; waitMs: number; askChannel: boolean },
    facts: TillFacts,
  ): Promise<Revised<RefundAnswer>> {
    const { item, knownRevision, waitMs, askChannel } = request;
    const body = { refundKey: item.key, knownRevision, waitMs, askChannel };
    const message = await this.call<EdgeRefundMessage>(
      (meta, options, done) => this.client.GetRefund(body, meta, options, done),
      waitMs,
    );
    return read(() => refundFromMessage(message, expectedOf(item, facts)));
  }

  async returnCash(
    returned: Omit<CashBack, 'returnSaleId'> & { returnSaleId: string },
    facts: TillFacts,
  ): Promise<Revised<RefundAnswer>> {
    const { item, returnSaleId, originalReceiptNo } = returned;
    const amount = moneyToMessage({ amountMinor: item.amountMinor, currency: facts.currency });
    const paymentKey = item.paymentKey ?? '';
    const body = {
      refundKey: item.key,
      returnSaleId,
      paymentKey,
      amount,
      originalReceiptNo,
      ...leaveMessage(returned, facts),
    };
    const message = await this.call<EdgeRefundMessage>((meta, options, done) =>
      this.client.ReturnCash(body, meta, options, done),
    );
    return read(() => refundFromMessage(message, expectedOf(item, facts)));
  }

  /** Calls back with each status until the stream ends, which `onEnd` tells once. Returns what stops it. */
  watchStatus(onStatus: (status: LineStatus) => void, onEnd: (why: string) => void): () => void {
    const stream: ClientReadableStream<StatusMessage> = this.client.WatchStatus({}, this.metadata());
    let ended = false;
    const end = (why: string) => {
      if (ended) return;
      ended = true;
      stream.cancel();
      onEnd(why);
    };
    stream.on('data', (message) => {
      if (ended) return;
      try {
        onStatus(statusFromMessage(message));
      } catch (error) {
        end(String(error));
      }
    });
    stream.on('error', (error: ServiceError) => end(error.details || error.message));
    stream.on('end', () => end('the agent ended the stream'));
    return () => {
      ended = true;
      stream.cancel();
    };
  }

  /** Works offline although the line is up, or by the line again. */
  async setOfflineMode(mode: 'automatic' | 'forced', reason: string): Promise<void> {
    await this.call<object>((meta, options, done) => this.client.SetOfflineMode({ mode, reason }, meta, options, done));
  }

  private call<Output>(
    send: (metadata: Metadata, options: { deadline: Date }, done: Answered<Output>) => { cancel(): void },
    waitMs = 0,
  ): Promise<Output> {
    const timeoutMs = waitMs > 0 ? waitMs + waitGraceMs : callTimeoutMs;
    return new Promise((resolve, reject) => {
      const call = send(this.metadata(), { deadline: this.clock.deadline(timeoutMs) }, (error, output) => {
        this.pending.delete(call);
        this.noteSilence(error?.code === status.DEADLINE_EXCEEDED);
        if (error) reject(agentFailureFrom(error));
        else if (output === undefined) reject(new AgentFailure('gone', 'AGENT_GONE', 'no answer'));
        else {
          this.onAnswered();
          resolve(output);
        }
      });
      this.pending.add(call);
    });
  }

  private noteSilence(isSilent: boolean): void {
    this.silentCalls = isSilent ? this.silentCalls + 1 : 0;
    if (this.silentCalls >= silentCallsMax && this.identity) this.use(this.identity);
  }

  metadata(): Metadata {
    const metadata = new Metadata();
    metadata.set('terminal', this.identity?.terminalId ?? '');
    if (this.sessionToken) metadata.set('session', this.sessionToken);
    return metadata;
  }
}

function proofMessage(proof: OperatorProof) {
  return proof.kind === 'pin' ? { number: proof.number, pin: proof.pin } : { cardCode: proof.cardCode };
}

function leaveMessage({ approvalId, wholeMinor }: RefundLeave, { currency }: TillFacts) {
  return { approvalId, whole: moneyToMessage({ amountMinor: wholeMinor, currency }) };
}

function orderMessage(attempt: Attempt, order: PaymentOrder, facts: TillFacts) {
  const { currency } = facts;
  return {
    paymentKey: attempt.key,
    saleId: order.saleId,
    orderNo: orderNoOfSale(order.saleId),
    orderTotal: moneyToMessage({ amountMinor: order.orderTotalMinor, currency }),
    amount: moneyToMessage({ amountMinor: attempt.amountMinor, currency }),
  };
}

function expectedOf(asked: { key: string; amountMinor: bigint }, facts: TillFacts): Expected {
  const amount: Money = { amountMinor: asked.amountMinor, currency: facts.currency };
  return { key: asked.key, amount };
}

/** An answer that cannot be read says nothing of what happened: it counts as no answer. */
function read<T>(convert: () => T): T {
  try {
    return convert();
  } catch (error) {
    throw badAnswer(error);
  }
}

function badAnswer(error: unknown): AgentFailure {
  const code = error instanceof CodedError ? error.code : 'AGENT_BAD_ANSWER';
  return new AgentFailure('gone', code, String(error), { cause: error });
}

function nullWhereNotFound(error: unknown): null {
  if (error instanceof AgentFailure && error.kind === 'not_found') return null;
  throw error;
}
