/**
 * What becomes of orders that were pushed to terminals of this store (order-states.ts). What a person does with one is
 * journalled with its contents; that it was paid or put back stands in its sale.
 */
import { type Clock, errorText, type JsonValue, type Log, payloadHash } from '@qiantai/foundation';
import {
  type Currency,
  type SaleRecord,
  type TerminalOrderContent,
  terminalOrderContentSchema,
  terminalTrains,
} from '@qiantai/protos';
import { z } from 'zod';
import { agentError } from '../errors.ts';
import type { Journal } from '../journal/journal.ts';
import type { Signals } from '../signals.ts';
import type { Store } from '../store/database.ts';
import { orderSaleFault, paymentsOfSale } from './order-sale.ts';
import { type PushedOrderEvent, pushedOrderAfter } from './order-states.ts';
import type { OrderStore, PushedOrder } from './order-store.ts';
import type { TrainingStore } from './training-store.ts';

/** Open orders of one terminal: a list that a cashier can look through. */
export const openOrdersMax = 50;
/** What waits is looked at again at least so often: the clock may have been moved. */
const sweepMsMax = 60_000;

export interface OrderDoer {
  terminalId: string;
  operatorId: string;
}

export interface OrderDeskParts {
  store: Store;
  journal: Journal;
  orders: OrderStore;
  signals: Signals;
  clock: Clock;
  /** By the server's clock, as far as it is known: who pushed an order counts its time by that one. */
  nowMs: () => number;
  currency: () => Currency | undefined;
  hasTerminal: (terminalId: string) => boolean;
  isEndedSale: (saleId: string) => boolean;
  maskedPanOf: (paymentKey: string) => string;
  training: TrainingStore;
  /** The store's rule for orders that come while a till trains. */
  refusesInTraining: (terminalId: string) => boolean;
  log: Log;
}

export function openOrderDesk(parts: OrderDeskParts) {
  const { store, orders, clock, log } = parts;
  /** What a till's status stream tells: another number at each change, also over starts of the agent. */
  const revisions = new Map<string, number>();
  const startedAtMs = clock.nowMs();
  let cancelSweep = clock.setTimeout(sweepByTimer, 0);
  let stopped = false;

  /** The order as it stands then. */
  function move(order: PushedOrder, event: PushedOrderEvent, change: Partial<PushedOrder>): PushedOrder {
    const nowMs = parts.nowMs();
    const moved = {
      ...{ ...order, reason: '', ...change },
      status: pushedOrderAfter(order.status, event),
      changedAtMs: nowMs,
      revision: revisionAfter(order.revision, nowMs),
    };
    store.transact(() => orders.put(moved));
    const { orderId, terminalId } = order.content;
    log.info({ orderId, terminalId, event, status: moved.status }, 'order.moved');
    changed(terminalId, moved.revision);
    return moved;
  }

  function changed(terminalId: string, revision: number): void {
    revisions.set(terminalId, revision);
    planSweep();
    parts.signals.changed('orders');
  }

  /** What waited too long is over. */
  function sweep(): void {
    for (const order of orders.over(parts.nowMs())) move(order, 'expire', {});
    planSweep();
  }

  function sweepByTimer(): void {
    try {
      sweep();
    } catch (error) {
      log.error({ error: errorText(error) }, 'orders.sweep_failed');
      if (!stopped) cancelSweep = clock.setTimeout(sweepByTimer, sweepMsMax);
    }
  }

  function planSweep(): void {
    cancelSweep();
    const nextMs = stopped ? undefined : orders.nextEndMs();
    if (nextMs === undefined) return;
    cancelSweep = clock.setTimeout(sweepByTimer, Math.min(sweepMsMax, Math.max(0, nextMs - parts.nowMs())));
  }

  /**
   * The same id with the same contents is the same order.
   * @throws CodedError ORDER_BAD, ORDER_CONFLICT, ORDER_LIST_FULL, SETTINGS_MISSING
   */
  function offer(content: TerminalOrderContent): PushedOrder {
    const requestHash = contentHash(content);
    sweep();
    const before = orders.find(content.orderId);
    if (before) {
      if (before.requestHash === requestHash) return before;
      throw agentError('ORDER_CONFLICT', { orderId: content.orderId });
    }
    const parsed = terminalOrderContentSchema.safeParse(content);
    if (!parsed.success) throw agentError('ORDER_BAD', { why: z.prettifyError(parsed.error).slice(0, 300) });
    const currency = parts.currency();
    if (!currency) throw agentError('SETTINGS_MISSING');
    if (content.currency !== currency) throw agentError('ORDER_BAD', { why: "its currency is not the store's" });
    if (!parts.hasTerminal(content.terminalId))
      throw agentError('ORDER_BAD', { why: 'the terminal is of no till here' });
    const count = orders.counts(content.terminalId).open;
    if (count >= openOrdersMax) throw agentError('ORDER_LIST_FULL', { count });
    const trains = parts.training.isTraining(content.terminalId);
    const isRefused = trains && parts.refusesInTraining(content.terminalId);
    return put(content, isRefused ? 'refused' : 'waiting', trains ? terminalTrains : '');
  }

  function put(content: TerminalOrderContent, status: 'waiting' | 'refused', reason: string): PushedOrder {
    const nowMs = parts.nowMs();
    const order: PushedOrder = {
      ...{ content, status, reason, requestHash: contentHash(content), changedAtMs: nowMs },
      ...{ revision: revisionAfter(0, nowMs), saleId: undefined, receiptNo: '', payments: [] },
    };
    store.transact(() => orders.put(order));
    changed(content.terminalId, order.revision);
    sweep();
    return orders.find(content.orderId) ?? order;
  }

  /**
   * An order of the merchant's, from the server. What this store cannot take is refused, and the server hears why.
   * @throws CodedError ORDER_CONFLICT where an app of this store has an order of that id
   */
  function receive(content: TerminalOrderContent, cancelAsked: boolean): void {
    try {
      offer(content);
    } catch (error) {
      const code = (error as { code?: string }).code;
      if (code !== 'ORDER_BAD' && code !== 'ORDER_LIST_FULL') throw error;
      put(content, 'refused', code);
      return;
    }
    const order = orders.find(content.orderId);
    if (cancelAsked && order?.status === 'waiting') move(order, 'cancel', { reason: 'MERCHANT_CANCELLED' });
    // It was given again, or its cancel is too late: the server has not heard how it stands.
    else orders.reportAgain(content.orderId);
  }

  /** @throws CodedError ORDER_NOT_FOUND */
  function get(terminalId: string, orderId: string, app = ''): PushedOrder {
    const order = orders.find(orderId);
    const isTheirs = app === '' || order?.content.source === `app:${app}`;
    if (!order || order.content.terminalId !== terminalId || !isTheirs)
      throw agentError('ORDER_NOT_FOUND', { orderId });
    return order;
  }

  /** Waits for another revision than the known one. @throws CodedError ORDER_NOT_FOUND */
  async function watch(
    asked: { terminalId: string; orderId: string; app: string },
    known: { revision: number; waitMs: number },
  ): Promise<PushedOrder> {
    const now = () => get(asked.terminalId, asked.orderId, asked.app);
    now();
    await parts.signals.until('orders', () => now().revision !== known.revision, known.waitMs);
    return now();
  }

  /** The same sale again is the same taking up. @throws CodedError ORDER_NOT_FOUND, ORDER_TAKEN_UP, ORDER_NOT_NOW */
  function takeUp(doer: OrderDoer, orderId: string, saleId: string): PushedOrder {
    sweep();
    const order = get(doer.terminalId, orderId);
    if (order.status === 'taken_up' && order.saleId === saleId) return order;
    if (parts.isEndedSale(saleId) || orders.ofSale(saleId)) throw agentError('SALE_CONFLICT', { saleId });
    return store.transact(() => {
      // Whatever its last deed says, a till that takes up an order does not train.
      trained(doer.terminalId, false);
      const moved = move(get(doer.terminalId, orderId), 'take_up', { saleId });
      journalMove(doer, moved, { event: 'take_up', saleId });
      return moved;
    });
  }

  /** @throws CodedError ORDER_NOT_FOUND, ORDER_TAKEN_UP, ORDER_NOT_NOW */
  function refuse(doer: OrderDoer, orderId: string, reason: string): PushedOrder {
    sweep();
    const order = get(doer.terminalId, orderId);
    if (order.status === 'refused' && order.reason === reason) return order;
    return store.transact(() => {
      const moved = move(order, 'refuse', { reason });
      journalMove(doer, moved, { event: 'refuse' });
      return moved;
    });
  }

  /** In the transaction of the deed. Whoever pushed what waits is told why, and again that it ended. */
  function trained(terminalId: string, trains: boolean): void {
    if (trains) parts.training.begin(terminalId, clock.nowMs());
    else if (!parts.training.end(terminalId)) return;
    for (const order of orders.open(terminalId, openOrdersMax)) {
      if (order.status !== 'waiting') continue;
      const nowMs = parts.nowMs();
      const told = { ...order, reason: trains ? terminalTrains : '', changedAtMs: nowMs };
      const revision = revisionAfter(order.revision, nowMs);
      orders.put({ ...told, revision });
      changed(terminalId, revision);
    }
  }

  function journalMove(
    { terminalId, operatorId }: OrderDoer,
    moved: PushedOrder,
    what: { event: 'take_up' | 'refuse'; saleId?: string },
  ): void {
    const { content, reason, changedAtMs } = moved;
    const payload = { ...content, ...what, operatorId, reason, movedAtMs: changedAtMs };
    parts.journal.append({ terminalId, kind: 'terminal_order.moved', payload });
  }

  /** By the app that offered it. @throws CodedError ORDER_NOT_FOUND, ORDER_TAKEN_UP, ORDER_NOT_NOW */
  function cancel(terminalId: string, orderId: string, app: string): PushedOrder {
    sweep();
    const order = get(terminalId, orderId, app);
    return order.status === 'cancelled' ? order : move(order, 'cancel', { reason: 'APP_CANCELLED' });
  }

  /** The order that a sale is bound to. */
  function ofSale(saleId: string): TerminalOrderContent | undefined {
    return orders.ofSale(saleId)?.content;
  }

  /** @throws CodedError SALE_BAD where the sale is not what the order asks to be paid */
  function insistOnOrder(sale: Parameters<typeof orderSaleFault>[0], order: TerminalOrderContent): void {
    const why = orderSaleFault(sale, order);
    if (why !== undefined) throw agentError('SALE_BAD', { why });
  }

  /** In the transaction that completes its sale. */
  function paid(record: SaleRecord): void {
    // A sale in the books: its till does not train, whatever its last deed says.
    trained(record.terminalId, false);
    const order = orders.ofSale(record.saleId);
    if (order?.status !== 'taken_up') return;
    const payments = paymentsOfSale(record, parts.maskedPanOf);
    move(order, 'pay', { receiptNo: record.receiptNo, payments });
  }

  /** In the transaction that gives its sale up. */
  function gaveUp(saleId: string, reason: string): void {
    const order = orders.ofSale(saleId);
    if (order?.status === 'taken_up') move(order, 'put_back', { saleId: undefined, reason });
  }

  return {
    ...{ offer, receive, get, watch, takeUp, refuse, cancel, trained, ofSale, insistOnOrder, paid, gaveUp },
    list: (terminalId: string) => orders.open(terminalId, openOrdersMax),
    /** For the till's status. */
    status: (terminalId: string) => ({
      waiting: orders.counts(terminalId).waiting,
      revision: revisions.get(terminalId) ?? startedAtMs,
    }),
    stop: () => {
      stopped = true;
      cancelSweep();
    },
  };
}

export type OrderDesk = ReturnType<typeof openOrderDesk>;

/** Grows also where an older copy of the database was put back: what the server knows is never newer for long. */
function revisionAfter(revision: number, nowMs: number): number {
  return Math.max(revision + 1, nowMs);
}

/** Of what was asked: how long it may wait is a part of it, when it came is not. */
export function contentHash({ createdAtMs, expiresAtMs, ...asked }: TerminalOrderContent): string {
  return payloadHash({ ...asked, validMs: expiresAtMs - createdAtMs } as JsonValue);
}
