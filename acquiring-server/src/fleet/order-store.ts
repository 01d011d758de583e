/** Orders to agents, their states with their history, and what agents sent in answer. */
import type { OrderKind } from '@qiantai/protos';
import type { PoolClient } from 'pg';
import type { Database } from '../db/database.ts';
import { type OrderEvent, type OrderState, orderAfter } from './order-states.ts';

export interface Order {
  merchantId: string;
  orderId: string;
  storeId: string;
  agentId: string;
  kind: OrderKind;
  params: unknown;
  state: OrderState;
  placedBy: string;
  placedAtMs: number;
  expiresAtMs: number;
  fetchedAtMs: number | undefined;
  endedAtMs: number | undefined;
  errorCode: string;
  result: unknown;
}

export type NewOrder = Omit<Order, 'state' | 'fetchedAtMs' | 'endedAtMs' | 'errorCode' | 'result'>;

interface StoredOrder {
  merchant_id: string;
  order_id: string;
  store_id: string;
  agent_id: string;
  kind: OrderKind;
  params: unknown;
  state: OrderState;
  placed_by: string;
  placed_at_ms: bigint;
  expires_at_ms: bigint;
  fetched_at_ms: bigint | null;
  ended_at_ms: bigint | null;
  error_code: string;
  result: unknown;
}

/** A step of an order that was answered or not: what it ends with. */
export interface OrderEnd {
  errorCode?: string;
  result?: unknown;
}

export class OrderStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** False where the id is taken. */
  async add(order: NewOrder): Promise<boolean> {
    const added = await this.database.pool.query(
      `INSERT INTO fleet_order (merchant_id, order_id, store_id, agent_id, kind, params, state, placed_by, placed_at_ms,
         expires_at_ms)
       VALUES ($1, $2, $3, $4, $5, $6, 'queued', $7, $8, $9) ON CONFLICT DO NOTHING`,
      [
        order.merchantId,
        order.orderId,
        order.storeId,
        order.agentId,
        order.kind,
        JSON.stringify(order.params),
        order.placedBy,
        order.placedAtMs,
        order.expiresAtMs,
      ],
    );
    return added.rowCount === 1;
  }

  async find(merchantId: string, orderId: string): Promise<Order | undefined> {
    const found = await this.database.pool.query<StoredOrder>(
      'SELECT * FROM fleet_order WHERE merchant_id = $1 AND order_id = $2',
      [merchantId, orderId],
    );
    return found.rows.map(orderOf)[0];
  }

  /** The newest first. */
  async list(merchantId: string, storeIds: readonly string[] | undefined, limit: number): Promise<Order[]> {
    const found = await this.database.pool.query<StoredOrder>(
      `SELECT * FROM fleet_order WHERE merchant_id = $1 AND ($2::text[] IS NULL OR store_id = ANY ($2))
       ORDER BY placed_at_ms DESC, order_id DESC LIMIT $3`,
      [merchantId, storeIds ?? null, limit],
    );
    return found.rows.map(orderOf);
  }

  /** Those without an end that still may be carried out, the oldest first. */
  async open(agent: { merchantId: string; agentId: string }, nowMs: number, limit: number): Promise<Order[]> {
    const found = await this.database.pool.query<StoredOrder>(
      `SELECT * FROM fleet_order WHERE merchant_id = $1 AND agent_id = $2 AND state IN ('queued', 'fetched')
         AND expires_at_ms > $3 ORDER BY placed_at_ms, order_id LIMIT $4`,
      [agent.merchantId, agent.agentId, nowMs, limit],
    );
    return found.rows.map(orderOf);
  }

  /** Of an agent: the orders without an end whose time is over. */
  async overdue(agent: { merchantId: string; agentId: string }, nowMs: number): Promise<string[]> {
    const found = await this.database.pool.query<{ order_id: string }>(
      `SELECT order_id FROM fleet_order WHERE merchant_id = $1 AND agent_id = $2 AND state IN ('queued', 'fetched')
         AND expires_at_ms <= $3 ORDER BY placed_at_ms LIMIT 100`,
      [agent.merchantId, agent.agentId, nowMs],
    );
    return found.rows.map((row) => row.order_id);
  }

  /**
   * One step with its history, and a part of the answer with it where there is one.
   * @returns the order as it stands then; undefined where the agent has no such order
   * @throws CodedError FLEET_ORDER_STATE
   */
  async move(
    key: { merchantId: string; orderId: string; agentId: string },
    event: OrderEvent | undefined,
    step: { atMs: number; end?: OrderEnd; part?: { part: number; text: string } },
  ): Promise<Order | undefined> {
    return await this.database.transaction(async (client) => {
      const found = await client.query<StoredOrder>(
        'SELECT * FROM fleet_order WHERE merchant_id = $1 AND order_id = $2 AND agent_id = $3 FOR UPDATE',
        [key.merchantId, key.orderId, key.agentId],
      );
      const before = found.rows.map(orderOf)[0];
      if (!before) return undefined;
      if (step.part && before.endedAtMs === undefined) await putPart(client, key, step.part);
      const state = event === undefined ? before.state : orderAfter(before.state, event);
      if (event === undefined || state === before.state) return before;
      return await putState(client, before, { event, state, ...step });
    });
  }

  async parts(merchantId: string, orderId: string): Promise<string[]> {
    const found = await this.database.pool.query<{ body: string }>(
      'SELECT body FROM fleet_order_part WHERE merchant_id = $1 AND order_id = $2 ORDER BY part',
      [merchantId, orderId],
    );
    return found.rows.map((row) => row.body);
  }
}

async function putPart(
  client: PoolClient,
  key: { merchantId: string; orderId: string },
  { part, text }: { part: number; text: string },
): Promise<void> {
  await client.query(
    `INSERT INTO fleet_order_part (merchant_id, order_id, part, body) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [key.merchantId, key.orderId, part, text],
  );
}

async function putState(
  client: PoolClient,
  before: Order,
  step: { event: OrderEvent; state: OrderState; atMs: number; end?: OrderEnd },
): Promise<Order> {
  const ended = step.state !== 'queued' && step.state !== 'fetched';
  const moved = await client.query<StoredOrder>(
    `UPDATE fleet_order SET state = $3, fetched_at_ms = CASE WHEN $3 = 'fetched' THEN $4 ELSE fetched_at_ms END,
       ended_at_ms = CASE WHEN $5 THEN $4::bigint END, error_code = $6, result = $7
     WHERE merchant_id = $1 AND order_id = $2 RETURNING *`,
    [
      before.merchantId,
      before.orderId,
      step.state,
      step.atMs,
      ended,
      step.end?.errorCode ?? '',
      JSON.stringify(step.end?.result ?? {}),
    ],
  );
  await client.query(
    `INSERT INTO fleet_order_history (merchant_id, order_id, place, at_ms, from_state, event, to_state)
     SELECT $1, $2, 1 + (SELECT count(*) FROM fleet_order_history WHERE merchant_id = $1 AND order_id = $2), $3, $4, $5,
       $6`,
    [before.merchantId, before.orderId, step.atMs, before.state, step.event, step.state],
  );
  return orderOf(moved.rows[0] as StoredOrder);
}

function orderOf(row: StoredOrder): Order {
  return {
    merchantId: row.merchant_id,
    orderId: row.order_id,
    storeId: row.store_id,
    agentId: row.agent_id,
    kind: row.kind,
    params: row.params,
    state: row.state,
    placedBy: row.placed_by,
    placedAtMs: Number(row.placed_at_ms),
    expiresAtMs: Number(row.expires_at_ms),
    fetchedAtMs: row.fetched_at_ms === null ? undefined : Number(row.fetched_at_ms),
    endedAtMs: row.ended_at_ms === null ? undefined : Number(row.ended_at_ms),
    errorCode: row.error_code,
    result: row.result,
  };
}
