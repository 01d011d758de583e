/**
 * Orders that a merchant's people and systems push to a terminal: pushed, given to the store's agent, and told back by
 * it. What the agent says is the truth: nothing is paid here before it is durable there.
 */
import { type Clock, type JsonValue, type Log, payloadHash } from '@qiantai/foundation';
import {
  type TerminalOrderContent,
  type TerminalOrderReport,
  type TerminalOrderWish,
  terminalOrderContentSchema,
} from '@qiantai/protos';
import { z } from 'zod';
import { serverError } from '../errors.ts';
import type { HeadquartersUser } from '../headquarters/headquarters-rights.ts';
import { ShortMemory } from '../merchants/short-memory.ts';
import { createWakeups, readUntil } from '../payment/wakeups.ts';
import { terminalOrderTransitions } from './order-states.ts';
import type { TerminalOrder, TerminalOrderStore } from './order-store.ts';

/** As many as a terminal's agent takes (edge-agent/src/orders/order-desk.ts). */
const openMax = 50;
const fetchMax = 50;
/** How late a probe may tell that an order waits. */
const rememberedMs = 1000;

interface Store {
  merchantId: string;
  storeId: string;
}

export type PushWish = TerminalOrderWish & { terminalId: string };

export class TerminalOrders {
  private readonly options: { store: TerminalOrderStore; clock: Pick<Clock, 'nowMs'>; machine: Clock; log: Log };
  private readonly waitingMemory: ShortMemory<boolean>;
  private readonly wakeups = createWakeups<TerminalOrder>();

  /** `machine`: waits and memories go by the machine's time. */
  constructor(options: TerminalOrders['options']) {
    this.options = options;
    this.waitingMemory = new ShortMemory(
      { clock: options.machine, ageMsMax: rememberedMs, keyCountMax: 10_000 },
      async (key) => {
        const [merchantId, storeId] = JSON.parse(key) as [string, string];
        return (await options.store.waiting({ merchantId, storeId }, options.clock.nowMs(), 1)).length > 0;
      },
    );
  }

  /**
   * The same id with the same contents is the same order. Answers once the agent has it, or after the wait.
   * @throws CodedError TERMINAL_ORDER_BAD, TERMINAL_ORDER_CONFLICT, TERMINAL_ORDERS_TOO_MANY, HEADQUARTERS_NOT_YOURS
   */
  async push(user: HeadquartersUser, { validMs, ...wish }: PushWish, waitMs: number): Promise<TerminalOrder> {
    const { store, clock } = this.options;
    const { merchantId, whom } = user;
    const { orderId, terminalId } = wish;
    const terminal = user.tree.nodes.terminals.find((one) => one.terminalId === terminalId);
    if (!terminal || !user.canSee(`terminal/${terminalId}`)) {
      throw serverError('HEADQUARTERS_NOT_YOURS', { login: user.login, scope: `terminal/${terminalId}` });
    }
    const createdAtMs = clock.nowMs();
    const content = contentOf({ ...wish, source: 'merchant', createdAtMs, expiresAtMs: createdAtMs + validMs });
    const requestHash = payloadHash({ ...wish, validMs } as JsonValue);
    const held = await store.find({ merchantId, orderId });
    if (!held) {
      const count = await store.openCount(merchantId, terminalId);
      if (count >= openMax) throw serverError('TERMINAL_ORDERS_TOO_MANY', { terminalId, count });
      const { storeId } = terminal;
      await store.add({ merchantId, orderId, storeId, content, requestHash, pushedBy: whom });
    }
    const placed = held ?? (await store.find({ merchantId, orderId }));
    if (placed?.requestHash !== requestHash) throw serverError('TERMINAL_ORDER_CONFLICT', { orderId });
    return await this.until(placed, ({ state }) => state !== 'pushed', waitMs);
  }

  /** Waits for another revision than the known one. @throws CodedError TERMINAL_ORDER_NOT_FOUND */
  async get(user: HeadquartersUser, orderId: string, known: { revision: number; waitMs: number }) {
    const order = await this.seen(user, orderId);
    return await this.until(order, ({ revision }) => revision !== known.revision, known.waitMs);
  }

  /**
   * At once where no agent was given the order; else the agent decides, and its word is waited for.
   * @throws CodedError TERMINAL_ORDER_NOT_FOUND, TERMINAL_ORDER_TAKEN_UP, TERMINAL_ORDER_NOT_NOW
   */
  async cancel(user: HeadquartersUser, orderId: string, how: { reason: string; waitMs: number }) {
    const { merchantId, whom } = user;
    await this.seen(user, orderId);
    const asked = await this.options.store.step({ merchantId, orderId }, (order) => {
      if (order.state === 'cancelled' || order.cancelAskedAtMs !== undefined) return undefined;
      const event = order.state === 'pushed' && order.handedOutAtMs === undefined ? 'withdraw' : 'ask_cancel';
      return { event, atMs: this.options.clock.nowMs(), by: whom, reason: how.reason || 'MERCHANT_CANCELLED' };
    });
    if (!asked) throw serverError('TERMINAL_ORDER_NOT_FOUND', { orderId });
    this.wakeups.wake(wakeKey(asked), asked);
    const settled = await this.until(asked, ({ cancelAskedAtMs }) => cancelAskedAtMs === undefined, how.waitMs);
    if (settled.state === 'taken_up') throw serverError('TERMINAL_ORDER_TAKEN_UP');
    if (settled.state === 'cancelled' || settled.cancelAskedAtMs !== undefined) return settled;
    throw serverError('TERMINAL_ORDER_NOT_NOW', { state: settled.state, event: 'cancel' });
  }

  /** The newest first, of the terminals that the user sees. */
  async list(
    user: HeadquartersUser,
    wanted: { terminalId: string; openOnly: boolean; beforeMs: number; limit: number },
  ): Promise<{ orders: TerminalOrder[]; more: boolean }> {
    const storeIds = user.tree.nodes.stores.map(({ storeId }) => storeId).filter((id) => user.canSee(`store/${id}`));
    const { limit } = wanted;
    const found = await this.options.store.list(user.merchantId, { ...wanted, storeIds, limit: limit + 1 });
    const nowMs = this.options.clock.nowMs();
    return { orders: found.slice(0, limit).map((order) => asOf(order, nowMs)), more: found.length > limit };
  }

  /** Cheap enough for every probe. */
  async waitFor({ merchantId, storeId }: Store): Promise<boolean> {
    return await this.waitingMemory.get(JSON.stringify([merchantId, storeId]));
  }

  /** What waits for a store's agent; what it was given before and has not reported is given again. */
  async fetch(agent: Store, limit: number): Promise<TerminalOrder[]> {
    const { store, clock } = this.options;
    const nowMs = clock.nowMs();
    const given: TerminalOrder[] = [];
    for (const { merchantId, orderId } of await store.waiting(agent, nowMs, Math.min(limit || fetchMax, fetchMax))) {
      const order = await store.handOut({ merchantId, orderId }, nowMs);
      if (order) given.push(order);
    }
    return given;
  }

  /** @throws CodedError TERMINAL_ORDER_NOT_FOUND, TERMINAL_ORDER_NOT_NOW */
  async report(agent: Store & { agentId: string }, report: TerminalOrderReport): Promise<TerminalOrder> {
    const { merchantId, storeId, agentId } = agent;
    const { orderId, status } = report;
    const order = await this.options.store.step({ merchantId, orderId }, (held) => {
      if (held.storeId !== storeId) throw serverError('TERMINAL_ORDER_NOT_FOUND', { orderId });
      if (report.revision <= held.agentRevision) return undefined;
      const next = terminalOrderTransitions[held.state][status];
      if (next === undefined)
        this.options.log.error({ orderId, state: held.state, status }, 'terminal_order.disagrees');
      const atMs = Math.min(report.changedAtMs, this.options.clock.nowMs());
      return { event: status, atMs, by: `agent/${agentId}`, report };
    });
    if (!order) throw serverError('TERMINAL_ORDER_NOT_FOUND', { orderId });
    this.wakeups.wake(wakeKey(order), order);
    return order;
  }

  /** @throws CodedError TERMINAL_ORDER_NOT_FOUND */
  private async seen(user: HeadquartersUser, orderId: string): Promise<TerminalOrder> {
    const order = await this.options.store.find({ merchantId: user.merchantId, orderId });
    if (!order || !user.canSee(`store/${order.storeId}`)) throw serverError('TERMINAL_ORDER_NOT_FOUND', { orderId });
    return await this.lapsed(order);
  }

  private async until(inHand: TerminalOrder, enough: (order: TerminalOrder) => boolean, waitMs: number) {
    const { merchantId, orderId } = inHand;
    const { store, machine, clock } = this.options;
    const read = async () => (await store.find({ merchantId, orderId })) ?? inHand;
    const found = await readUntil({
      ...{ read, enough, waitMs, inHand, clock: machine, wakeups: this.wakeups },
      key: wakeKey(inHand),
    });
    return asOf(found, clock.nowMs());
  }

  /** One that no agent was given in its time is over. */
  private async lapsed(order: TerminalOrder): Promise<TerminalOrder> {
    const nowMs = this.options.clock.nowMs();
    if (asOf(order, nowMs).state === order.state) return order;
    const { merchantId, orderId } = order;
    const step = await this.options.store.step({ merchantId, orderId }, (held) =>
      asOf(held, nowMs).state === held.state ? undefined : { event: 'lapse', atMs: nowMs, by: 'server' },
    );
    return step ?? order;
  }
}

/** As it is told: what no agent was given in its time is over, also before that is written down. */
function asOf(order: TerminalOrder, nowMs: number): TerminalOrder {
  const lapsed = order.state === 'pushed' && order.handedOutAtMs === undefined && order.content.expiresAtMs <= nowMs;
  return lapsed ? { ...order, state: 'expired' } : order;
}

function wakeKey({ merchantId, orderId }: { merchantId: string; orderId: string }): string {
  return `${merchantId} ${orderId}`;
}

/** @throws CodedError TERMINAL_ORDER_BAD */
function contentOf(content: TerminalOrderContent): TerminalOrderContent {
  const parsed = terminalOrderContentSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw serverError('TERMINAL_ORDER_BAD', { why: z.prettifyError(parsed.error).slice(0, 300) });
}
