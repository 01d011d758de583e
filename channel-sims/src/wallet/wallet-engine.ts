/**
 * What a wallet channel does with payment codes, orders and refunds, whatever dialect asked for it. The
 * dialects (WeChat Pay v3, Alipay, UnionPay) turn the results into their own answers.
 */
import type { Cancel, Clock, Random } from '@qiantai/foundation';
import { simsError } from '../errors.ts';
import {
  type BehaviourPlan,
  behaviourPlans,
  type FaultPlan,
  presetDelayMs,
  type WalletBehaviour,
  type WalletChannel,
} from '../hands/behaviours.ts';
import { feeOf } from '../values/amount.ts';
import type { NoticeSender } from './notice-sender.ts';
import type { PaymentCode, WalletBook, WalletOrder, WalletPayment, WalletRefund } from './wallet-book.ts';
import type { OrderOpened } from './wallet-events.ts';

/** A payment code is shown for a minute, then the phone shows another. */
const codeLifeMs = 60_000;

export interface WalletDialect {
  channel: WalletChannel;
  /** A fresh payment code in the channel's form. */
  mintCode(random: Random): string;
  /** WeChat Pay's and UnionPay's refund numbers are unique for a merchant, Alipay's for an order. */
  refundKey(outTradeNo: string, outRefundNo: string): string;
  mintTransactionId(random: Random, atMs: number): string;
  mintRefundId(random: Random, atMs: number): string;
  mintCustomerId(random: Random): string;
  /** A channel that answers before it has worked tells of a payment a little later; milliseconds. */
  noticeDelayMs?: number;
}

export type Answer = BehaviourPlan['answer'];

export type CodeState =
  | { kind: 'unknown' }
  | { kind: 'used'; order: WalletOrder }
  | { kind: 'expired' }
  | { kind: 'usable'; code: PaymentCode; leftMs: number };

export type PayByCodeResult =
  | { kind: 'paid'; order: WalletOrder; payment: WalletPayment; answer: Answer }
  | { kind: 'paying'; order: WalletOrder; answer: Answer }
  | { kind: 'declined'; order: WalletOrder }
  /** Nothing happened, and nothing is answered. */
  | { kind: 'lost' }
  | { kind: 'number_used'; order: WalletOrder; sameRequest: boolean }
  | { kind: 'number_barred' }
  | { kind: 'code_unknown' }
  | { kind: 'code_used' }
  | { kind: 'code_expired' };

export type ScanResult =
  | { kind: 'acted'; order: WalletOrder }
  | { kind: 'unknown_qr' }
  | { kind: 'not_payable'; order: WalletOrder };

export type AnswerResult =
  | { kind: 'acted'; order: WalletOrder }
  | { kind: 'unknown_order' }
  /** Nobody is asked about it: it was paid, refused, closed, or nobody has it on the screen. */
  | { kind: 'not_asked'; order: WalletOrder };

export type RefundResult =
  | { kind: 'refunded'; refund: WalletRefund; order: WalletOrder; repeated: boolean }
  | { kind: 'not_paid'; order: WalletOrder }
  | { kind: 'too_much'; order: WalletOrder }
  | { kind: 'number_used'; refund: WalletRefund };

type NewOrder = Omit<OrderOpened, 'type' | 'atMs' | 'way'>;

export class WalletEngine {
  readonly book: WalletBook;
  private readonly dialect: WalletDialect;
  private readonly clock: Clock;
  private readonly random: Random;
  private readonly faults: FaultPlan;
  private readonly notices: NoticeSender;
  private readonly feeBasisPoints: number;
  private readonly timers = new Map<string, Cancel>();

  constructor(options: {
    book: WalletBook;
    dialect: WalletDialect;
    clock: Clock;
    random: Random;
    faults: FaultPlan;
    notices: NoticeSender;
    feeBasisPoints: number;
  }) {
    this.book = options.book;
    this.dialect = options.dialect;
    this.clock = options.clock;
    this.random = options.random;
    this.faults = options.faults;
    this.notices = options.notices;
    this.feeBasisPoints = options.feeBasisPoints;
    for (const order of this.book.orders.values()) this.armConfirmation(order, 'once');
  }

  stop(): void {
    for (const cancel of this.timers.values()) cancel();
    this.timers.clear();
  }

  issueCode(wish: {
    behaviour?: WalletBehaviour | undefined;
    delayMs?: number | undefined;
    balanceMinor?: bigint | undefined;
    declineCode?: string | undefined;
    /** A code that a hand typed instead of a fresh one. */
    code?: string | undefined;
  }): PaymentCode {
    const behaviour = wish.behaviour ?? this.faults.wallet(this.dialect.channel);
    const code = wish.code ?? this.unused('payment code', this.book.codes, () => this.dialect.mintCode(this.random));
    this.book.record({
      type: 'code_issued',
      code,
      customerId: this.dialect.mintCustomerId(this.random),
      behaviour,
      delayMs: wish.delayMs ?? presetDelayMs[behaviour] ?? 0,
      balanceMinor: wish.balanceMinor,
      declineCode: wish.declineCode,
      atMs: this.clock.nowMs(),
    });
    return this.book.codes.get(code) as PaymentCode;
  }

  codeState(text: string): CodeState {
    const code = this.book.codes.get(text);
    if (!code) return { kind: 'unknown' };
    if (code.usedBy !== undefined) return { kind: 'used', order: this.book.order(code.usedBy) };
    const leftMs = code.issuedAtMs + codeLifeMs - this.clock.nowMs();
    return leftMs < 0 ? { kind: 'expired' } : { kind: 'usable', code, leftMs };
  }

  payByCode(request: NewOrder & { code: string }): PayByCodeResult {
    const known = this.book.orders.get(request.outTradeNo);
    if (known) return { kind: 'number_used', order: known, sameRequest: isSameRequest(known, request) };
    if (this.book.barredNumbers.has(request.outTradeNo)) return { kind: 'number_barred' };
    const found = this.codeState(request.code);
    switch (found.kind) {
      case 'unknown':
        return { kind: 'code_unknown' };
      case 'used':
        return { kind: 'code_used' };
      case 'expired':
        return { kind: 'code_expired' };
    }
    const { code } = found;
    const isShort = code.balanceMinor !== undefined && request.amountMinor > code.balanceMinor;
    const plan = behaviourPlans[isShort ? 'decline' : code.behaviour];
    if (plan.payer === 'absent') return { kind: 'lost' };
    const order = this.open({ ...request, way: 'payment_code' });
    const { customerId, delayMs, declineCode } = code;
    this.act(order, { plan, customerId, delayMs, declineCode: isShort ? undefined : declineCode });
    switch (order.state.status) {
      case 'paid':
        return { kind: 'paid', order, payment: order.state.payment, answer: plan.answer };
      case 'declined':
        return { kind: 'declined', order };
      default:
        return { kind: 'paying', order, answer: plan.answer };
    }
  }

  /** An order for a QR code or a prepaid id; undefined where its number has been used for another. */
  openOrder(request: NewOrder & { way: 'qr' | 'jsapi'; qrText: string }): WalletOrder | undefined {
    const known = this.book.orders.get(request.outTradeNo);
    if (known) return isSameRequest(known, request) && known.way === request.way ? known : undefined;
    if (this.book.barredNumbers.has(request.outTradeNo)) return undefined;
    return this.open(request);
  }

  /** A customer scans the QR code of an order and pays, or does not. */
  scan(wish: { qrText: string; behaviour?: WalletBehaviour | undefined; delayMs?: number | undefined }): ScanResult {
    const outTradeNo = this.book.orderNoByQrText.get(wish.qrText);
    if (outTradeNo === undefined) return { kind: 'unknown_qr' };
    const order = this.book.order(outTradeNo);
    const expired = order.expiresAtMs !== undefined && this.clock.nowMs() >= order.expiresAtMs;
    if (order.state.status !== 'waiting' || expired) return { kind: 'not_payable', order };
    const behaviour = wish.behaviour ?? this.faults.wallet(this.dialect.channel);
    const plan = behaviourPlans[behaviour];
    // A customer whose balance does not suffice leaves the order as it was: another may scan it.
    if (plan.payer === 'absent' || plan.payer === 'declines') return { kind: 'acted', order };
    this.act(order, {
      plan,
      customerId: this.dialect.mintCustomerId(this.random),
      delayMs: wish.delayMs ?? presetDelayMs[behaviour] ?? 0,
    });
    return { kind: 'acted', order };
  }

  /** The customer who has the order on the screen types the password now, or refuses. */
  answer(wish: { outTradeNo: string; answer: 'pay' | 'refuse' }): AnswerResult {
    const order = this.book.orders.get(wish.outTradeNo);
    if (!order) return { kind: 'unknown_order' };
    this.expire(order);
    const { state } = order;
    if (state.status !== 'paying') return { kind: 'not_asked', order };
    this.disarm(order.outTradeNo);
    const payer = wish.answer === 'pay' ? 'pay' : 'decline';
    this.act(order, { plan: behaviourPlans[payer], customerId: state.customerId, delayMs: 0 });
    return { kind: 'acted', order };
  }

  /** Closes an order that holds no money. */
  close(order: WalletOrder): void {
    this.disarm(order.outTradeNo);
    this.book.record({ type: 'closed', outTradeNo: order.outTradeNo, atMs: this.clock.nowMs() });
  }

  /** Undoes an order: money that was taken goes back. Says whether there was any. */
  reverse(order: WalletOrder): { moneyMoved: boolean } {
    this.disarm(order.outTradeNo);
    const atMs = this.clock.nowMs();
    const moneyMoved = order.state.status === 'paid' && order.refundedMinor < order.amountMinor;
    this.book.record({ type: 'reversed', outTradeNo: order.outTradeNo, atMs });
    if (moneyMoved) {
      this.recordRefund(order, {
        outRefundNo: `reversal:${order.outTradeNo}`,
        amountMinor: order.amountMinor - order.refundedMinor,
        cause: 'reversal',
        reason: '',
      });
    }
    return { moneyMoved };
  }

  /** A number that never arrived was cancelled: whatever comes under it later is refused. */
  bar(outTradeNo: string): void {
    if (this.book.barredNumbers.has(outTradeNo)) return;
    this.book.record({ type: 'number_barred', outTradeNo, atMs: this.clock.nowMs() });
  }

  refund(
    order: WalletOrder,
    wish: {
      outRefundNo: string;
      amountMinor: bigint;
      reason: string;
      notifyUrl?: string | undefined;
      txnTime?: string | undefined;
    },
  ): RefundResult {
    const known = this.findRefund(order.outTradeNo, wish.outRefundNo);
    if (known) {
      const same = known.outTradeNo === order.outTradeNo && known.amountMinor === wish.amountMinor;
      return same ? { kind: 'refunded', refund: known, order, repeated: true } : { kind: 'number_used', refund: known };
    }
    if (order.state.status !== 'paid') return { kind: 'not_paid', order };
    if (order.refundedMinor + wish.amountMinor > order.amountMinor) return { kind: 'too_much', order };
    const refund = this.recordRefund(order, { ...wish, cause: 'refund' });
    if (wish.notifyUrl !== undefined) {
      this.notices.schedule({
        about: 'refund',
        order,
        refund,
        url: wish.notifyUrl,
        plan: behaviourPlans.pay,
        delayMs: 0,
      });
    }
    return { kind: 'refunded', refund, order, repeated: false };
  }

  findRefund(outTradeNo: string, outRefundNo: string): WalletRefund | undefined {
    return this.book.refunds.get(this.dialect.refundKey(outTradeNo, outRefundNo));
  }

  /** An order whose time is over is closed by the channel when somebody next asks for it. */
  expire(order: WalletOrder): void {
    const over = order.expiresAtMs !== undefined && this.clock.nowMs() >= order.expiresAtMs;
    if (over && (order.state.status === 'waiting' || order.state.status === 'paying')) this.close(order);
  }

  /** For the books page: everything but payment codes that can still be used. */
  shownBook() {
    const { book } = this;
    return {
      orders: [...book.orders.values()],
      refunds: [...book.refunds.values()],
      notices: [...book.notices.values()],
      barredNumbers: [...book.barredNumbers],
      hiddenRows: [...book.hiddenRows],
      acceptedProbes: book.acceptedProbes,
    };
  }

  private open(request: NewOrder & { way: OrderOpened['way'] }): WalletOrder {
    this.book.record({ type: 'order_opened', ...request, atMs: this.clock.nowMs() });
    return this.book.order(request.outTradeNo);
  }

  private act(
    order: WalletOrder,
    how: { plan: BehaviourPlan; customerId: string; delayMs: number; declineCode?: string | undefined },
  ): void {
    const { outTradeNo } = order;
    const atMs = this.clock.nowMs();
    const transactionId = this.transactionIdOf(order);
    switch (how.plan.payer) {
      case 'pays':
        this.pay(order, how);
        return;
      case 'declines':
        this.book.record({ type: 'declined', outTradeNo, transactionId, declineCode: how.declineCode, atMs });
        return;
      case 'pays_later':
        this.book.record({
          type: 'payer_acted',
          outTradeNo,
          transactionId,
          customerId: how.customerId,
          confirmsAtMs: atMs + how.delayMs,
          atMs,
        });
        this.armConfirmation(order, how.plan.notices);
        return;
      case 'hesitates':
        this.book.record({
          type: 'payer_acted',
          outTradeNo,
          transactionId,
          customerId: how.customerId,
          confirmsAtMs: null,
          atMs,
        });
        return;
      case 'absent':
        return;
    }
  }

  private pay(order: WalletOrder, how: { plan: BehaviourPlan; customerId: string; delayMs: number }): void {
    const atMs = this.clock.nowMs();
    this.book.record({
      type: 'paid',
      outTradeNo: order.outTradeNo,
      transactionId: this.transactionIdOf(order),
      customerId: how.customerId,
      feeMinor: feeOf(order.amountMinor, this.feeBasisPoints),
      atMs,
    });
    if (order.notifyUrl === undefined) return;
    this.notices.schedule({
      about: 'payment',
      order,
      url: order.notifyUrl,
      plan: how.plan,
      delayMs: how.plan.notices === 'late' ? how.delayMs : (this.dialect.noticeDelayMs ?? 0),
    });
  }

  private transactionIdOf(order: WalletOrder): string {
    const atMs = this.clock.nowMs();
    const mint = () => this.dialect.mintTransactionId(this.random, atMs);
    return order.transactionId ?? this.unused('transaction number', this.book.orderNoByTransactionId, mint);
  }

  private armConfirmation(order: WalletOrder, notices: BehaviourPlan['notices']): void {
    const { state } = order;
    if (state.status !== 'paying' || state.confirmsAtMs === null) return;
    const cancel = this.clock.setTimeout(() => {
      this.timers.delete(order.outTradeNo);
      this.expire(order);
      if (order.state.status !== 'paying') return;
      const plan: BehaviourPlan = { ...behaviourPlans.pay, notices };
      this.pay(order, { plan, customerId: state.customerId, delayMs: 0 });
    }, state.confirmsAtMs - this.clock.nowMs());
    this.timers.set(order.outTradeNo, cancel);
  }

  private disarm(outTradeNo: string): void {
    this.timers.get(outTradeNo)?.();
    this.timers.delete(outTradeNo);
  }

  private recordRefund(
    order: WalletOrder,
    what: {
      outRefundNo: string;
      amountMinor: bigint;
      cause: WalletRefund['cause'];
      reason: string;
      txnTime?: string | undefined;
    },
  ): WalletRefund {
    const atMs = this.clock.nowMs();
    const refundKey = this.dialect.refundKey(order.outTradeNo, what.outRefundNo);
    const keptBeforeMinor = order.amountMinor - order.refundedMinor;
    this.book.record({
      type: 'refunded',
      refundKey,
      outTradeNo: order.outTradeNo,
      outRefundNo: what.outRefundNo,
      refundId: this.dialect.mintRefundId(this.random, atMs),
      amountMinor: what.amountMinor,
      // The fee is always that of what the merchant keeps, so the parts of a refund add up to the whole.
      feeReturnedMinor:
        feeOf(keptBeforeMinor, this.feeBasisPoints) - feeOf(keptBeforeMinor - what.amountMinor, this.feeBasisPoints),
      cause: what.cause,
      reason: what.reason,
      txnTime: what.txnTime,
      atMs,
    });
    return this.book.refunds.get(refundKey) as WalletRefund;
  }

  private unused(what: string, taken: { has(number: string): boolean }, mint: () => string): string {
    for (let round = 0; round < 1000; round++) {
      const candidate = mint();
      if (!taken.has(candidate)) return candidate;
    }
    throw simsError('NUMBERS_EXHAUSTED', { what });
  }
}

function isSameRequest(order: WalletOrder, request: { amountMinor: bigint; code?: string | undefined }): boolean {
  return order.amountMinor === request.amountMinor && order.code === request.code;
}

/** `length` digits drawn one by one. */
export function drawDigits(random: Random, length: number): string {
  return Array.from({ length }, () => random.below(10)).join('');
}
