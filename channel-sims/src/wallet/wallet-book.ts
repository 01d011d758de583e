/** The book of a wallet channel: the state that its events amount to. Pure but for the journal it appends to. */
import { unreachable } from '@qiantai/foundation';
import { simsError } from '../errors.ts';
import type { WalletBehaviour } from '../hands/behaviours.ts';
import type { Journal } from '../store/journal.ts';
import type { OrderOpened, WalletEvent } from './wallet-events.ts';

export interface PaymentCode {
  code: string;
  customerId: string;
  behaviour: WalletBehaviour;
  delayMs: number;
  /** What the customer has; undefined where that is no matter. */
  balanceMinor: bigint | undefined;
  declineCode: string | undefined;
  issuedAtMs: number;
  /** The order that used it up. */
  usedBy?: string;
}

export interface WalletPayment {
  transactionId: string;
  customerId: string;
  paidAtMs: number;
  feeMinor: bigint;
}

export type WalletOrderState =
  /** Nobody has scanned it. */
  | { status: 'waiting' }
  /** A customer has it on the screen. */
  | { status: 'paying'; customerId: string; confirmsAtMs: number | null }
  | { status: 'paid'; payment: WalletPayment }
  /** `declineCode` where the channel has more than one reason. */
  | { status: 'declined'; atMs: number; declineCode?: string | undefined }
  | { status: 'closed'; atMs: number }
  /** Undone by the merchant; `payment` where money had been taken and went back. */
  | { status: 'reversed'; atMs: number; payment: WalletPayment | null };

export interface WalletOrder extends Omit<OrderOpened, 'type' | 'atMs'> {
  openedAtMs: number;
  /** The channel's number, from when a customer has it on the screen. */
  transactionId?: string;
  state: WalletOrderState;
  refundedMinor: bigint;
}

export interface WalletRefund {
  refundKey: string;
  outTradeNo: string;
  outRefundNo: string;
  refundId: string;
  amountMinor: bigint;
  feeReturnedMinor: bigint;
  cause: 'refund' | 'reversal';
  reason: string;
  txnTime?: string | undefined;
  atMs: number;
}

export interface WalletNotice {
  noticeId: string;
  about: 'payment' | 'refund';
  outTradeNo: string;
  refundKey?: string | undefined;
  url: string;
  copies: number;
  firstBadlySigned: boolean;
  dueAtMs: number;
  tries: Array<{ atMs: number; accepted: boolean }>;
}

/** From which states each event may come; anything else is a fault of the simulator. */
export const orderTransitions = {
  payer_acted: ['waiting'],
  paid: ['waiting', 'paying'],
  declined: ['waiting', 'paying'],
  closed: ['waiting', 'paying', 'declined'],
  reversed: ['waiting', 'paying', 'paid', 'declined'],
} as const satisfies Record<string, ReadonlyArray<WalletOrderState['status']>>;

export class WalletBook {
  readonly codes = new Map<string, PaymentCode>();
  readonly orders = new Map<string, WalletOrder>();
  readonly refunds = new Map<string, WalletRefund>();
  readonly notices = new Map<string, WalletNotice>();
  readonly orderNoByTransactionId = new Map<string, string>();
  readonly orderNoByQrText = new Map<string, string>();
  readonly barredNumbers = new Set<string>();
  readonly hiddenRows = new Set<string>();
  /** SIGNTEST probes that a merchant took for real, which it must not. */
  readonly acceptedProbes: string[] = [];
  private readonly journal: Journal<WalletEvent>;

  constructor(journal: Journal<WalletEvent>) {
    this.journal = journal;
    journal.open((event) => this.apply(event));
  }

  record(event: WalletEvent): void {
    this.check(event);
    this.journal.append(event);
    this.apply(event);
  }

  close(): void {
    this.journal.close();
  }

  order(outTradeNo: string): WalletOrder {
    const order = this.orders.get(outTradeNo);
    if (!order) throw simsError('SIMS_NOT_FOUND', { what: `order ${outTradeNo}` });
    return order;
  }

  refundsOf(outTradeNo: string): WalletRefund[] {
    return [...this.refunds.values()].filter((refund) => refund.outTradeNo === outTradeNo);
  }

  private check(event: WalletEvent): void {
    if (!(event.type in orderTransitions) || !('outTradeNo' in event)) return;
    const from: readonly string[] = orderTransitions[event.type as keyof typeof orderTransitions];
    const { status } = this.order(event.outTradeNo).state;
    if (!from.includes(status)) {
      throw simsError('BOOK_TRANSITION_REFUSED', { order: event.outTradeNo, status, event: event.type });
    }
  }

  private apply(event: WalletEvent): void {
    switch (event.type) {
      case 'code_issued':
        this.codes.set(event.code, {
          code: event.code,
          customerId: event.customerId,
          behaviour: event.behaviour,
          delayMs: event.delayMs,
          balanceMinor: event.balanceMinor,
          declineCode: event.declineCode,
          issuedAtMs: event.atMs,
        });
        return;
      case 'order_opened':
        this.openOrder(event);
        return;
      case 'payer_acted':
        this.nameTransaction(event);
        this.order(event.outTradeNo).state = {
          status: 'paying',
          customerId: event.customerId,
          confirmsAtMs: event.confirmsAtMs,
        };
        return;
      case 'paid':
        this.order(event.outTradeNo).state = {
          status: 'paid',
          payment: {
            transactionId: event.transactionId,
            customerId: event.customerId,
            paidAtMs: event.atMs,
            feeMinor: event.feeMinor,
          },
        };
        this.nameTransaction(event);
        return;
      case 'declined':
        this.nameTransaction(event);
        this.order(event.outTradeNo).state = {
          status: 'declined',
          atMs: event.atMs,
          declineCode: event.declineCode,
        };
        return;
      case 'closed':
        this.order(event.outTradeNo).state = { status: 'closed', atMs: event.atMs };
        return;
      case 'reversed': {
        const order = this.order(event.outTradeNo);
        const payment = order.state.status === 'paid' ? order.state.payment : null;
        order.state = { status: 'reversed', atMs: event.atMs, payment };
        return;
      }
      case 'number_barred':
        this.barredNumbers.add(event.outTradeNo);
        return;
      case 'refunded':
        this.refunds.set(event.refundKey, { ...event, reason: event.reason ?? '' });
        this.order(event.outTradeNo).refundedMinor += event.amountMinor;
        return;
      case 'notice_due':
        this.notices.set(event.noticeId, { ...event, tries: [] });
        return;
      case 'notice_tried':
        this.notices.get(event.noticeId)?.tries.push({ atMs: event.atMs, accepted: event.accepted });
        return;
      case 'probe_accepted':
        this.acceptedProbes.push(event.noticeId);
        return;
      case 'bill_row_hidden':
        this.hiddenRows.add(event.rowId);
        return;
      default:
        unreachable(event);
    }
  }

  private nameTransaction(event: { outTradeNo: string; transactionId: string }): void {
    this.order(event.outTradeNo).transactionId = event.transactionId;
    this.orderNoByTransactionId.set(event.transactionId, event.outTradeNo);
  }

  private openOrder(event: OrderOpened): void {
    const { type: _type, atMs, ...facts } = event;
    this.orders.set(event.outTradeNo, {
      ...facts,
      openedAtMs: atMs,
      state: { status: 'waiting' },
      refundedMinor: 0n,
    });
    const code = event.code === undefined ? undefined : this.codes.get(event.code);
    if (code) code.usedBy = event.outTradeNo;
    if (event.qrText !== undefined) this.orderNoByQrText.set(event.qrText, event.outTradeNo);
  }
}

/** The payment of an order that was ever paid, reversed or not. */
export function paymentOf(order: WalletOrder): WalletPayment | undefined {
  if (order.state.status === 'paid') return order.state.payment;
  if (order.state.status === 'reversed') return order.state.payment ?? undefined;
  return undefined;
}
