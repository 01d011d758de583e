/** Orders to agents: placed by people, fetched and answered by the agent, each once. */
import { type Clock, canonicalJson, type JsonValue } from '@qiantai/foundation';
import { type OrderKind, orderKinds, orderParamSchemas, orderPartCharactersMax, orderPartsMax } from '@qiantai/protos';
import { serverError } from '../errors.ts';
import { ShortMemory } from '../merchants/short-memory.ts';
import { type AgentState, refusalOf } from './agent-states.ts';
import type { AgentStore } from './agent-store.ts';
import type { Order, OrderStore } from './order-store.ts';

const hourMs = 3_600_000;
const defaultHours = 24;
const hoursMax = 720;
const openMax = 50;
const fetchMax = 20;
const listMax = 200;
const resultCharactersMax = 10_000;
/** How late a probe may tell that an order waits. */
const rememberedMs = 2000;

interface AgentName {
  merchantId: string;
  agentId: string;
}

export class Orders {
  private readonly options: { store: OrderStore; agents: AgentStore; clock: Pick<Clock, 'nowMs'> };
  private readonly waiting: ShortMemory<boolean>;

  /** `machine`: what was read is remembered by the machine's time. */
  constructor(options: Orders['options'] & { machine: Pick<Clock, 'nowMs'> }) {
    this.options = options;
    this.waiting = new ShortMemory(
      { clock: options.machine, ageMsMax: rememberedMs, keyCountMax: 10_000 },
      async (key) => {
        const [merchantId, agentId] = JSON.parse(key) as [string, string];
        return (await options.store.open({ merchantId, agentId }, options.clock.nowMs(), 1)).length > 0;
      },
    );
  }

  /**
   * The same order id with the same contents is the same order.
   * @throws CodedError FLEET_BAD_REQUEST, FLEET_AGENT_NOT_FOUND, FLEET_AGENT_STATE, FLEET_ORDERS_TOO_MANY,
   *   FLEET_ORDER_CONFLICT
   */
  async place(wish: {
    merchantId: string;
    agentId: string;
    orderId: string;
    kind: string;
    paramsJson: string;
    hours: number;
    by: string;
  }): Promise<Order> {
    const { store, agents, clock } = this.options;
    const kind = kindOf(wish.kind);
    const params = paramsOf(kind, wish.paramsJson);
    const hours = wish.hours === 0 ? defaultHours : wish.hours;
    if (!(hours >= 1 && hours <= hoursMax)) throw bad('hours', `not 1 to ${hoursMax}`);
    const agent = await agents.find(wish.merchantId, wish.agentId);
    if (!agent) throw serverError('FLEET_AGENT_NOT_FOUND', { agentId: wish.agentId });
    checkReachable(agent.state);
    const held = await store.find(wish.merchantId, wish.orderId);
    if (held) return sameOrder(held, { agentId: wish.agentId, kind, params });
    const nowMs = clock.nowMs();
    const count = (await store.open(wish, nowMs, openMax)).length;
    if (count >= openMax) throw serverError('FLEET_ORDERS_TOO_MANY', { count });
    await store.add({
      merchantId: wish.merchantId,
      orderId: wish.orderId,
      storeId: agent.storeId,
      agentId: wish.agentId,
      kind,
      params,
      placedBy: wish.by,
      placedAtMs: nowMs,
      expiresAtMs: nowMs + hours * hourMs,
    });
    const placed = (await store.find(wish.merchantId, wish.orderId)) as Order;
    return sameOrder(placed, { agentId: wish.agentId, kind, params });
  }

  /** Cheap enough for every probe. */
  async waitFor(agent: AgentName): Promise<boolean> {
    return await this.waiting.get(JSON.stringify([agent.merchantId, agent.agentId]));
  }

  /** What waits for the agent; what was fetched before and has no answer is given again. */
  async fetch(agent: AgentName, limit: number): Promise<Order[]> {
    const { store, clock } = this.options;
    await this.expire(agent);
    const open = await store.open(agent, clock.nowMs(), limit === 0 ? fetchMax : Math.min(limit, fetchMax));
    const given: Order[] = [];
    for (const { merchantId, orderId, agentId } of open) {
      const moved = await store.move({ merchantId, orderId, agentId }, 'fetch', { atMs: clock.nowMs() });
      if (moved) given.push(moved);
    }
    return given;
  }

  /**
   * A part of an answer. After the order's end nothing changes, and the answer is how it stands.
   * @throws CodedError FLEET_BAD_REQUEST, FLEET_ORDER_NOT_FOUND, FLEET_ORDER_STATE for one that was not fetched
   */
  async answer(
    agent: AgentName,
    answer: {
      orderId: string;
      part: number;
      text: string;
      outcome: string;
      errorCode: string;
      resultJson: string;
    },
  ): Promise<Order> {
    const { store, clock } = this.options;
    const event = eventOf(answer.outcome);
    if (answer.part < 0 || answer.part >= orderPartsMax) throw bad('part', `not 0 to ${orderPartsMax - 1}`);
    if (answer.text.length > orderPartCharactersMax) throw bad('text', `longer than ${orderPartCharactersMax}`);
    if (!/^[A-Z_]{0,64}$/.test(answer.errorCode)) throw bad('error_code', 'not a code');
    const result = jsonOf(answer.resultJson, 'result_json');
    await this.expire(agent);
    const key = { merchantId: agent.merchantId, agentId: agent.agentId, orderId: answer.orderId };
    const held = await store.find(key.merchantId, key.orderId);
    if (!held || held.agentId !== key.agentId) throw serverError('FLEET_ORDER_NOT_FOUND', { orderId: answer.orderId });
    if (held.endedAtMs !== undefined) return held;
    const part = answer.text === '' ? {} : { part: { part: answer.part, text: answer.text.replaceAll('\0', '') } };
    const moved = await store.move(key, event, {
      atMs: clock.nowMs(),
      end: { errorCode: answer.errorCode, result },
      ...part,
    });
    return moved as Order;
  }

  /** The newest first. */
  async list(merchantId: string, storeIds: readonly string[] | undefined): Promise<Order[]> {
    const nowMs = this.options.clock.nowMs();
    return (await this.options.store.list(merchantId, storeIds, listMax)).map((order) => asOf(order, nowMs));
  }

  /** @throws CodedError FLEET_ORDER_NOT_FOUND */
  async read(merchantId: string, orderId: string): Promise<{ order: Order; parts: string[] }> {
    const order = await this.options.store.find(merchantId, orderId);
    if (!order) throw serverError('FLEET_ORDER_NOT_FOUND', { orderId });
    const parts = await this.options.store.parts(merchantId, orderId);
    return { order: asOf(order, this.options.clock.nowMs()), parts };
  }

  private async expire(agent: AgentName): Promise<void> {
    const { store, clock } = this.options;
    const nowMs = clock.nowMs();
    for (const orderId of await store.overdue(agent, nowMs)) {
      await store.move({ ...agent, orderId }, 'expire', { atMs: nowMs });
    }
  }
}

/** An order whose time is over is shown as that, even while its agent, which would tell, stays away. */
function asOf(order: Order, nowMs: number): Order {
  return order.endedAtMs === undefined && order.expiresAtMs <= nowMs
    ? { ...order, state: 'expired', endedAtMs: order.expiresAtMs }
    : order;
}

function sameOrder(held: Order, wish: { agentId: string; kind: OrderKind; params: unknown }): Order {
  const text = (order: { agentId: string; kind: OrderKind; params: unknown }) =>
    canonicalJson([order.agentId, order.kind, order.params as JsonValue]);
  if (text(held) !== text(wish)) throw serverError('FLEET_ORDER_CONFLICT', { orderId: held.orderId });
  return held;
}

function checkReachable(state: AgentState): void {
  if (refusalOf(state, 'draining')) throw serverError('FLEET_AGENT_STATE', { state, event: 'order' });
}

function kindOf(text: string): OrderKind {
  const kind = orderKinds.find((known) => known === text);
  if (!kind) throw bad('kind', `not one of ${orderKinds.join(', ')}`);
  return kind;
}

function paramsOf(kind: OrderKind, text: string): unknown {
  const parsed = orderParamSchemas[kind].safeParse(jsonOf(text, 'params_json'));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw bad('params_json', `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
}

function eventOf(outcome: string): 'succeed' | 'fail' | undefined {
  if (outcome === '') return undefined;
  if (outcome === 'done') return 'succeed';
  if (outcome === 'failed') return 'fail';
  throw bad('outcome', 'not done or failed');
}

function jsonOf(text: string, field: string): unknown {
  if (text === '') return {};
  if (text.length > resultCharactersMax || text.includes('\\u0000')) throw bad(field, 'too long, or with a NUL');
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Told below.
  }
  throw bad(field, 'not a JSON object');
}

function bad(field: string, why: string) {
  return serverError('FLEET_BAD_REQUEST', { field, why });
}
