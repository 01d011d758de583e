/**
 * Orders that a merchant's system pushed: fetched where a probe says that some wait, and told back until the server
 * has acknowledged how each stands. Whatever failed is done again at the next probe.
 */
import { errorText, type Log } from '@qiantai/foundation';
import { type TerminalOrderContent, terminalOrderContentSchema } from '@qiantai/protos';
import type { OrderCalls } from './order-calls.ts';
import type { OrderDesk } from './order-desk.ts';
import type { OrderStore, PushedOrder } from './order-store.ts';

const reportsMax = 50;

/** What the server says of the order itself; any other refusal is of the agent, and passes. */
const aboutOrder: ReadonlySet<string> = new Set([
  ...['TERMINAL_ORDER_NOT_NOW', 'TERMINAL_ORDER_NOT_FOUND', 'TERMINAL_ORDER_BAD'],
]);
const ends: ReadonlySet<string> = new Set(['paid', 'cancelled', 'expired', 'refused']);

export interface OrderSync {
  /** A probe was answered. */
  heard(ordersWait: boolean): void;
  /** Something changed of an order. */
  changed(): void;
  stop(): Promise<void>;
}

export interface OrderSyncParts {
  orders: OrderStore;
  desk: Pick<OrderDesk, 'receive'>;
  calls: () => OrderCalls | undefined;
  isOnline: () => boolean;
  nowMs: () => number;
  log: Log;
}

export function openOrderSync(parts: OrderSyncParts): OrderSync {
  const { orders, desk, log } = parts;
  let running: Promise<void> | undefined;
  let wanted: 'nothing' | 'report' | 'fetch' = 'nothing';
  let stopped = false;

  function want(what: 'report' | 'fetch'): void {
    if (stopped) return;
    if (wanted !== 'fetch') wanted = what;
    // Not within the transaction that tells of the change: what is told has to be durable.
    running ??= Promise.resolve()
      .then(run)
      .finally(() => {
        running = undefined;
        // What came after the last look and before this.
        if (wanted !== 'nothing') want(wanted);
      });
  }

  async function run(): Promise<void> {
    while (wanted !== 'nothing' && !stopped) {
      const fetches = wanted === 'fetch';
      wanted = 'nothing';
      try {
        await turn(fetches);
      } catch (error) {
        log.error({ error: errorText(error) }, 'orders.sync_failed');
      }
    }
  }

  async function turn(fetches: boolean): Promise<void> {
    const calls = parts.calls();
    if (!calls) return;
    if (fetches) await fetch(calls);
    for (const order of orders.unreported(reportsMax)) {
      if (stopped || !(await report(calls, order))) return;
    }
  }

  async function fetch(calls: OrderCalls): Promise<void> {
    const fetched = await calls.fetch();
    if (fetched.kind !== 'answered') return;
    for (const { orderJson, cancelAsked } of fetched.value) {
      const content = contentOf(orderJson);
      if (!content) {
        log.error({ order: orderJson.slice(0, 100) }, 'orders.bad_order');
        continue;
      }
      try {
        desk.receive(content, cancelAsked);
      } catch (error) {
        if ((error as { code?: string }).code !== 'ORDER_CONFLICT') throw error;
        log.error({ orderId: content.orderId }, 'orders.id_taken');
        await calls.report(conflictReport(content, parts.nowMs()));
      }
    }
  }

  /** False where the server did not say anything: the rest waits, too. */
  async function report(calls: OrderCalls, order: PushedOrder): Promise<boolean> {
    const { content, revision, status, saleId = '', receiptNo, payments, reason, changedAtMs } = order;
    const { orderId } = content;
    const told = await calls.report({
      ...{ orderId, revision, status, saleId, receiptNo, payments, reason, changedAtMs },
    });
    const isRefused = told.kind === 'refused' && aboutOrder.has(told.code);
    if (told.kind !== 'answered' && !isRefused) return false;
    // A server that does not know the order, or has another end of it, is not to be told for ever.
    if (isRefused) log.error({ orderId, status, told }, 'orders.report_refused');
    orders.markReported(orderId, revision);
    // An older copy of the store came back, and what it takes to be waiting has had its end: nobody is to pay it now.
    const isOver = isRefused || (told.kind === 'answered' && ends.has(told.value));
    if (status === 'waiting' && isOver) desk.receive(content, true);
    return true;
  }

  return {
    heard: (ordersWait) => want(ordersWait ? 'fetch' : 'report'),
    changed: () => {
      if (parts.isOnline()) want('report');
    },
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

function contentOf(orderJson: string): TerminalOrderContent | undefined {
  try {
    const parsed = terminalOrderContentSchema.safeParse(JSON.parse(orderJson));
    return parsed.success && parsed.data.source === 'merchant' ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function conflictReport({ orderId }: TerminalOrderContent, nowMs: number) {
  return {
    ...{ orderId, revision: nowMs, status: 'refused' as const, saleId: '', receiptNo: '', payments: [] },
    ...{ reason: 'ORDER_CONFLICT', changedAtMs: nowMs },
  };
}
