/** Does what the sale asks of the world, and brings back what became of it as events. */
import { type Clock, errorText, type Log } from '@qiantai/foundation';
import type { SaleRecord } from '@qiantai/protos';
import { type ReceiptKind, receiptJob, unknownSlipBytes } from '../devices/printer/receipt.ts';
import { announcementOf } from '../devices/speaker/announcement.ts';
import type { AgentClient } from '../edge/agent-client.ts';
import { AgentFailure } from '../edge/agent-failure.ts';
import type { Revised, TillInfo } from '../edge/convert.ts';
import type { Effect, OrderInHand, PaymentAnswer, PaymentOrder, RefundAnswer, TillEvent } from '../sale/events.ts';
import type { Attempt, CartDiscount, Measure, RefundItem, Session } from '../sale/model.ts';
import { CardSlips } from './card-slips.ts';
import { CartPricer } from './cart-pricer.ts';
import { DeedDesk } from './deed-desk.ts';
import type { Followers } from './followers.ts';
import type { SlipFile } from './slip-file.ts';
import type { TakingAlone } from './taking-alone.ts';
import type { TillDevices } from './till-devices.ts';

export interface EffectRunnerOptions {
  agent: AgentClient;
  alone: TakingAlone;
  /** What the till took by itself is with the agent when this resolves. @throws AgentFailure */
  offerOwnRecords(): Promise<void>;
  followers: Followers;
  devices: TillDevices;
  slipFile: SlipFile;
  clock: Clock;
  log: Log;
  /** What became of an effect. */
  tell(event: TillEvent): void;
  rescan(code: string): void;
  /** @throws AgentFailure */
  takeUpOrder(effect: Extract<Effect, { kind: 'take_up_order' }>): Promise<OrderInHand>;
  attemptOf(key: string): Attempt | null;
  /** Null before the agent answered for the first time; no effect needs it earlier. */
  facts(): TillInfo | null;
  agentPresent(): boolean;
  agentMissed(): void;
  language(): 'zh' | 'en';
  session(): Session | null;
}

/** How long the agent may wait for news before it answers that there are none, milliseconds. */
const newsWaitMs = 20_000;
/** A first answer is wanted soon: the screen shows it. */
const firstWaitMs = 8_000;
/** Giving up is done once it is recorded; the server's word about it is waited for only shortly. */
const cancelWaitMs = 1_500;
/** Longer codes are no article's and no receipt's. */
const codeLengthMax = 64;

export class EffectRunner {
  private readonly options: EffectRunnerOptions;
  private readonly stopping = new AbortController();

  private readonly pricer: CartPricer;
  private readonly deeds: DeedDesk;
  readonly slips: CardSlips;

  constructor(options: EffectRunnerOptions) {
    this.options = options;
    this.slips = new CardSlips({
      devices: options.devices,
      file: options.slipFile,
      facts: () => this.facts(),
      language: () => options.language(),
      operatorName: () => options.session()?.operatorName ?? '',
      nowMs: () => options.clock.nowMs(),
    });
    this.pricer = new CartPricer({
      agent: options.agent,
      facts: () => this.facts(),
      tell: (event) => this.tell(event),
      failed: (failure) => this.failed(failure),
    });
    this.deeds = new DeedDesk({
      agent: options.agent,
      agentPresent: options.agentPresent,
      failed: (failure) => this.failed(failure),
    });
  }

  stop(): void {
    this.stopping.abort(new Error('stopped'));
  }

  /** A lookup's promise is returned, since its command waits for it; all else goes on by itself. */
  run(effect: Effect): Promise<TillEvent> | null {
    const { devices, followers } = this.options;
    switch (effect.kind) {
      case 'find_article':
        return this.findArticle(effect);
      case 'price_cart':
        return this.priceCart(effect);
      case 'find_receipt':
        return this.findReceipt(effect.receiptNo);
      case 'take_up_order':
        return this.takeUpOrder(effect);
      case 'ask_approval':
        return this.deeds.approve(effect);
      case 'record_deed':
        return this.deeds.record(effect);
      case 'read_card':
        this.readCard(effect);
        return null;
      case 'cancel_card':
        if (devices.reader) devices.reader.cancel(effect.key);
        else this.tell({ kind: 'card_failed', key: effect.key, reasonCode: 'CANCELLED' });
        return null;
      case 'finish_card':
        devices.reader?.finish(effect.key, effect.outcome);
        return null;
      case 'start_payment':
        this.slips.read(effect.attempt.key, effect.card);
        this.followPayment(effect.attempt, () =>
          this.options.agent.startPayment({ ...effect, waitMs: firstWaitMs }, this.facts()),
        );
        return null;
      case 'resume_payment':
        this.followPayment(effect.attempt, () => this.resumePayment(effect.attempt, effect.order));
        return null;
      case 'take_cash':
        this.takeCash(effect);
        return null;
      case 'ask_now':
        void this.askNow(effect.key);
        return null;
      case 'find_payment':
        void this.findPayment(effect.number);
        return null;
      case 'ask_refund_now':
        void this.askRefundNow(effect.item);
        return null;
      case 'cancel_payment': {
        const attempt = this.options.attemptOf(effect.key);
        if (attempt) this.cancelPayment(attempt);
        return null;
      }
      case 'follow_given_up': {
        const attempt = this.options.attemptOf(effect.key);
        if (attempt && !followers.has(effect.key)) this.followPayment(attempt, () => this.ask(attempt, '0'));
        return null;
      }
      case 'start_refund':
        this.slips.read(effect.item.key, effect.card);
        this.followRefund(effect.item, () =>
          this.options.agent.startRefund({ ...effect, reason: 'RETURN', waitMs: firstWaitMs }, this.facts()),
        );
        return null;
      case 'resume_refund':
        this.followRefund(effect.item, () => this.resumeRefund(effect));
        return null;
      case 'return_cash':
        this.followRefund(effect.item, () => this.options.agent.returnCash(effect, this.facts()));
        return null;
      case 'refund_late':
        this.refundLate(effect);
        return null;
      case 'complete_sale':
        void this.completeSale(effect);
        return null;
      case 'abandon_sale':
        void this.abandonSale(effect);
        return null;
      case 'print_receipt':
        this.printReceipt(effect.record, effect.discounts, 'original');
        return null;
      case 'print_kept_slip':
        this.printKeptSlip(effect);
        return null;
      case 'print_unknown_slip':
        this.printUnknownSlip(effect);
        return null;
      case 'open_drawer':
        devices.printer?.openDrawer();
        return null;
      case 'announce': {
        const { currency } = this.facts();
        devices.speaker?.announce(announcementOf({ ...effect, currency, language: this.options.language() }));
        return null;
      }
      case 'rescan':
        for (const code of effect.codes) this.options.rescan(code);
        return null;
    }
  }

  printReceipt(record: SaleRecord, discounts: readonly CartDiscount[], kind: ReceiptKind): void {
    const till = this.facts();
    const language = this.options.language();
    const operatorName = this.options.session()?.operatorName ?? '';
    const { printer } = this.options.devices;
    printer?.print(receiptJob({ record, discounts, till, language, kind, operatorName }, printer.paper));
  }

  private printKeptSlip({ draft, discounts }: Extract<Effect, { kind: 'print_kept_slip' }>): void {
    const session = this.options.session();
    const { operatorId = '', businessDate = '' } = session ?? {};
    this.printReceipt({ ...draft, receiptNo: draft.orderNo, operatorId, businessDate }, discounts, 'kept');
  }

  private takeCash({ attempt, order }: Extract<Effect, { kind: 'take_cash' }>): void {
    const { agent, alone } = this.options;
    const ask = alone.orAlone(
      () => agent.takeCash(attempt, order, this.facts()),
      () => alone.cash(attempt, order),
    );
    this.followPayment(attempt, async () => (await ask()) ?? takenAlone);
  }

  private printUnknownSlip(effect: Extract<Effect, { kind: 'print_unknown_slip' }>): void {
    const { clock, devices } = this.options;
    const till = this.facts();
    const language = this.options.language();
    const { printer } = devices;
    printer?.print(unknownSlipBytes({ ...effect, till, language, nowMs: clock.nowMs() }, printer.paper));
  }

  /** Waited for only where the cashier waits: the cart may change while it is priced. */
  private priceCart({ sale, wanted }: Extract<Effect, { kind: 'price_cart' }>): Promise<TillEvent> | null {
    if (wanted) return this.pricer.price(sale);
    this.pricer.ask(sale);
    return null;
  }

  private async findArticle(effect: Extract<Effect, { kind: 'find_article' }>): Promise<TillEvent> {
    const { code, saleId, weightG } = effect;
    if (code.length > codeLengthMax) return { kind: 'article_not_found', code };
    if (!this.options.agentPresent()) return lookupFailed('AGENT_GONE');
    try {
      const found = await this.options.agent.findArticle({ code, saleId }, this.facts());
      if (!found) return { kind: 'article_not_found', code };
      const { picture: _picture, ...article } = found.article;
      if (found.measure) return { kind: 'article_found', article, measure: found.measure };
      if (!article.soldByWeight) return { kind: 'article_found', article };
      if (weightG !== undefined) return { kind: 'article_found', article, measure: { kind: 'weight', weightG } };
      return { kind: 'article_found', article, ...(await this.weigh()) };
    } catch (error) {
      return this.failedLookup(error);
    }
  }

  /** What lies on the scale, or why it is not known. */
  private async weigh(): Promise<{ measure: Measure } | { scaleSays: string }> {
    const { scale } = this.options.devices;
    if (!scale) return { scaleSays: '' };
    const result = await scale.readWeight();
    if (result.kind !== 'stable') return { scaleSays: scaleReasons[result.kind] };
    if (result.weightG <= 0) return { scaleSays: 'SCALE_EMPTY' };
    return { measure: { kind: 'weight', weightG: result.weightG } };
  }

  private async findReceipt(receiptNo: string): Promise<TillEvent> {
    if (receiptNo.length > codeLengthMax) return { kind: 'receipt_not_found', receiptNo };
    if (!this.options.agentPresent()) return lookupFailed('AGENT_GONE');
    try {
      const original = await this.options.agent.findSale(receiptNo);
      return original ? { kind: 'receipt_found', original } : { kind: 'receipt_not_found', receiptNo };
    } catch (error) {
      return this.failedLookup(error);
    }
  }

  private async takeUpOrder(effect: Extract<Effect, { kind: 'take_up_order' }>): Promise<TillEvent> {
    try {
      return { kind: 'order_taken_up', saleId: effect.saleId, order: await this.options.takeUpOrder(effect) };
    } catch (error) {
      if (!(error instanceof AgentFailure)) throw error;
      return { kind: 'order_not_taken', notice: { code: this.failed(error).code, params: {} } };
    }
  }

  private failedLookup(error: unknown): TillEvent {
    if (!(error instanceof AgentFailure)) throw error;
    return lookupFailed(this.failed(error).code);
  }

  private failed(failure: AgentFailure): { code: string } {
    if (failure.kind === 'session') this.tell({ kind: 'session_lost' });
    if (failure.kind === 'gone') this.options.agentMissed();
    return { code: failure.kind === 'gone' ? 'AGENT_GONE' : failure.code };
  }

  private readCard(effect: Extract<Effect, { kind: 'read_card' }>): void {
    const { reader } = this.options.devices;
    const { key, amountMinor, purpose } = effect;
    if (!reader) {
      this.tell({ kind: 'card_failed', key, reasonCode: 'READER_NOT_CONNECTED' });
      return;
    }
    const { currency } = this.facts();
    reader.read({ key, amountMinor, purpose, currency, language: this.options.language() });
  }

  private followPayment(attempt: Attempt, first: () => Promise<Revised<PaymentAnswer>>): void {
    const { key } = attempt;
    this.options.followers.follow<PaymentAnswer>({
      key,
      first,
      next: (revision) => this.ask(attempt, revision),
      isEnd: (answer) => !['checking', 'awaiting_payer', 'reversing'].includes(answer.kind),
      onAnswer: (answer) => {
        this.tell({ kind: 'payment_answered', key, answer });
        this.slips.answered(attempt, answer);
      },
      refused: (failure) =>
        failure.kind === 'not_found'
          ? { kind: 'not_begun' }
          : { kind: 'declined', reasonCode: failure.code, channelMessage: '' },
    });
  }

  /**
   * Where the agent does not know the key yet, the call that starts the payment may still be on its way:
   * it is waited for, and the payment is then cancelled after all.
   */
  private cancelPayment(attempt: Attempt): void {
    const { agent, followers } = this.options;
    const starting = followers.underWay(attempt.key);
    // One of the server's own reasons: it does not hear a giving-up with another one.
    const request = { attempt, reasonCode: 'CASHIER_CANCELLED', waitMs: cancelWaitMs };
    const cancel = () => agent.cancelPayment(request, this.facts());
    this.followPayment(attempt, async () => {
      try {
        return await cancel();
      } catch (error) {
        if (!(error instanceof AgentFailure) || error.kind !== 'not_found') throw error;
        await starting;
        return await cancel();
      }
    });
  }

  private ask(attempt: Attempt, knownRevision: string): Promise<Revised<PaymentAnswer>> {
    const request = { attempt, knownRevision, waitMs: newsWaitMs, askChannel: false };
    return this.options.agent.getPayment(request, this.facts());
  }

  /** The agent may not know the key yet: then a card that was read meanwhile is offered to it, once. */
  private async resumePayment(attempt: Attempt, order: PaymentOrder): Promise<Revised<PaymentAnswer>> {
    const { agent, devices } = this.options;
    try {
      return await agent.getPayment({ attempt, knownRevision: '0', waitMs: 0, askChannel: false }, this.facts());
    } catch (error) {
      if (!(error instanceof AgentFailure) || error.kind !== 'not_found') throw error;
      const card = attempt.tender === 'card' ? await devices.reader?.recover(attempt.key) : null;
      if (!card) throw error;
      return await agent.startPayment({ attempt, order, paymentCode: '', card, waitMs: firstWaitMs }, this.facts());
    }
  }

  private async askNow(key: string): Promise<void> {
    const attempt = this.options.attemptOf(key);
    if (!attempt) return;
    const request = { attempt, knownRevision: '0', waitMs: 0, askChannel: true };
    try {
      const { answer } = await this.options.agent.getPayment(request, this.facts());
      this.tell({ kind: 'payment_answered', key, answer });
    } catch (error) {
      this.options.log.info({ key, error: errorText(error) }, 'payment.ask_failed');
    }
  }

  /** Not waited for: a channel takes seconds, and the payment may be given up meanwhile. */
  private async findPayment(number: string): Promise<void> {
    if (!this.options.agentPresent()) {
      this.tell(lookupFailed('AGENT_GONE'));
      return;
    }
    try {
      this.tell({ kind: 'payment_found', number, found: await this.options.agent.findPayment(number) });
    } catch (error) {
      if (error instanceof AgentFailure) this.tell(lookupFailed(this.failed(error).code));
      else this.options.log.error({ error: errorText(error) }, 'payment.find_failed');
    }
  }

  private async askRefundNow(item: RefundItem): Promise<void> {
    const request = { item, knownRevision: '0', waitMs: 0, askChannel: true };
    try {
      const { answer } = await this.options.agent.getRefund(request, this.facts());
      this.tell({ kind: 'refund_answered', key: item.key, answer });
    } catch (error) {
      this.options.log.info({ key: item.key, error: errorText(error) }, 'refund.ask_failed');
    }
  }

  private followRefund(item: RefundItem, first: () => Promise<Revised<RefundAnswer>>): void {
    const { key } = item;
    this.options.followers.follow<RefundAnswer>({
      key,
      first,
      next: (knownRevision) =>
        this.options.agent.getRefund({ item, knownRevision, waitMs: newsWaitMs, askChannel: false }, this.facts()),
      isEnd: (answer) => answer.kind !== 'checking',
      onAnswer: (answer) => {
        this.tell({ kind: 'refund_answered', key, answer });
        if (answer.kind !== 'succeeded' || item.tender !== 'card') return;
        this.slips.done({ key, purpose: 'refund', amountMinor: item.amountMinor });
      },
      refused: (failure) => overLimitOf(failure) ?? { kind: 'failed', reasonCode: failure.code, channelMessage: '' },
    });
  }

  private async resumeRefund(effect: Extract<Effect, { kind: 'resume_refund' }>): Promise<Revised<RefundAnswer>> {
    const { item, returnSaleId, approvalId, wholeMinor } = effect;
    const { agent, devices } = this.options;
    const facts = this.facts();
    try {
      return await agent.getRefund({ item, knownRevision: '0', waitMs: 0, askChannel: false }, facts);
    } catch (error) {
      if (!(error instanceof AgentFailure) || error.kind !== 'not_found') throw error;
      if (item.tender === 'cash') return await agent.returnCash(effect, facts);
      const card = item.tender === 'card' ? ((await devices.reader?.recover(item.key)) ?? null) : null;
      if (item.tender === 'card' && !card) throw error;
      const leave = { approvalId, wholeMinor };
      const request = { item, returnSaleId, card, reason: 'RETURN', ...leave, waitMs: firstWaitMs };
      return await agent.startRefund(request, facts);
    }
  }

  private refundLate({ givenUp, refundKey }: Extract<Effect, { kind: 'refund_late' }>): void {
    const { attempt, saleId } = givenUp;
    const { tender, channel, amountMinor } = attempt;
    const item: RefundItem = { key: refundKey, paymentKey: attempt.key, tender, channel, amountMinor };
    const reason = 'PAID_AFTER_GIVEN_UP';
    // Money that settled no sale goes back without anybody's approval.
    const leave = { approvalId: '', wholeMinor: amountMinor };
    const request = { item, returnSaleId: saleId, card: null, reason, ...leave, waitMs: firstWaitMs };
    this.followRefund(item, () => this.options.agent.startRefund(request, this.facts()));
  }

  private async completeSale({ draft }: Extract<Effect, { kind: 'complete_sale' }>): Promise<void> {
    const { agent, alone, followers, log } = this.options;
    const { saleId } = draft;
    const ask = async () => {
      // Cash of this sale may stand in the till's own record: the agent has to know it first.
      await this.options.offerOwnRecords();
      return await agent.completeSale(draft);
    };
    try {
      const asked = alone.orAlone(ask, () => alone.sale(draft));
      const completed = await followers.untilAnswered(asked, this.stopping.signal);
      this.tell(completed ? { kind: 'sale_completed', saleId, ...completed } : { kind: 'sale_kept', saleId, draft });
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      const reasonCode = error instanceof AgentFailure ? error.code : 'TILL_FAULT';
      log.error({ saleId, reasonCode, error: errorText(error) }, 'sale.completion_refused');
      this.tell({ kind: 'completion_refused', saleId, reasonCode });
    }
  }

  private async abandonSale({ saleId, reasonCode }: Extract<Effect, { kind: 'abandon_sale' }>): Promise<void> {
    const { agent, followers, log } = this.options;
    try {
      await followers.untilAnswered(() => agent.abandonSale(saleId, reasonCode), this.stopping.signal);
    } catch (error) {
      if (!this.stopping.signal.aborted) log.warn({ saleId, error: errorText(error) }, 'sale.abandon_refused');
    }
  }

  private tell(event: TillEvent): void {
    if (!this.stopping.signal.aborted) this.options.tell(event);
  }

  private facts(): TillInfo {
    const facts = this.options.facts();
    if (!facts) throw new Error('an effect before the agent said who this till is');
    return facts;
  }
}

/** Null: it was refused for another reason. */
function overLimitOf({ code, details }: AgentFailure): Extract<RefundAnswer, { kind: 'over_limit' }> | null {
  const { of, leftMinor = '', wantedMinor = '' } = details;
  if (code !== 'REFUND_OVER_LIMIT' || !minorText.test(leftMinor) || !minorText.test(wantedMinor)) return null;
  const over = { leftMinor: BigInt(leftMinor), wantedMinor: BigInt(wantedMinor) };
  return { kind: 'over_limit', over: { of: of === 'store' ? 'store' : 'operator', ...over } };
}

const minorText = /^[0-9]{1,15}$/;

const scaleReasons = {
  unstable: 'SCALE_UNSTABLE',
  overload: 'SCALE_OVERLOAD',
  negative: 'SCALE_NEGATIVE',
  no_answer: 'SCALE_NO_ANSWER',
  not_connected: 'SCALE_NOT_CONNECTED',
} as const;

const takenAlone: Revised<PaymentAnswer> = {
  answer: { kind: 'paid', channel: 'cash', offline: true },
  revision: 'own',
};

function lookupFailed(code: string): TillEvent {
  return { kind: 'lookup_failed', notice: { code, params: {} } };
}
