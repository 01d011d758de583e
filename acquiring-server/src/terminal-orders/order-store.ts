/** Orders that merchants pushed to their terminals, with their history. */
import type { TerminalOrderContent, TerminalOrderPayment, TerminalOrderReport } from '@qiantai/protos';
import type { PoolClient } from 'pg';
import type { Database } from '../db/database.ts';
import { type TerminalOrderEvent, type TerminalOrderState, terminalOrderAfter } from './order-states.ts';

export interface TerminalOrder {
  merchantId: string;
  orderId: string;
  storeId: string;
  content: TerminalOrderContent;
  requestHash: string;
  state: TerminalOrderState;
  revision: number;
  agentRevision: number;
  pushedBy: string;
  changedAtMs: number;
  handedOutAtMs: number | undefined;
  cancelAskedAtMs: number | undefined;
  saleId: string;
  receiptNo: string;
  payments: TerminalOrderPayment[];
  reason: string;
}

export type NewTerminalOrder = Pick<
  TerminalOrder,
  'merchantId' | 'orderId' | 'storeId' | 'content' | 'requestHash' | 'pushedBy'
>;

export interface OrderName {
  merchantId: string;
  orderId: string;
}

interface StoreName {
  merchantId: string;
  storeId: string;
}

interface Stored {
  merchant_id: string;
  order_id: string;
  store_id: string;
  content: TerminalOrderContent;
  request_hash: string;
  state: TerminalOrderState;
  revision: number;
  agent_revision: bigint;
  pushed_by: string;
  changed_at_ms: bigint;
  handed_out_at_ms: bigint | null;
  cancel_asked_at_ms: bigint | null;
  sale_id: string | null;
  receipt_no: string;
  payments: TerminalOrderPayment[];
  reason: string;
}

/** What a step writes beside the state. */
export interface OrderStep {
  event: TerminalOrderEvent;
  atMs: number;
  by: string;
  reason?: string;
  /** The agent's word. */
  report?: TerminalOrderReport;
}

export class TerminalOrderStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** False where the id is taken. */
  async add(order: NewTerminalOrder): Promise<boolean> {
    const { content } = order;
    const added = await this.database.pool.query(
      `INSERT INTO terminal_order (merchant_id, order_id, store_id, terminal_id, request_hash, content, state, revision,
         pushed_by, created_at_ms, expires_at_ms, changed_at_ms)
       VALUES ($1, $2, $3, $4, $5, $6, 'pushed', 1, $7, $8, $9, $8) ON CONFLICT DO NOTHING`,
      [
        order.merchantId,
        order.orderId,
        order.storeId,
        content.terminalId,
        order.requestHash,
        JSON.stringify(content),
        order.pushedBy,
        content.createdAtMs,
        content.expiresAtMs,
      ],
    );
    return added.rowCount === 1;
  }

  async find({ merchantId, orderId }: OrderName): Promise<TerminalOrder | undefined> {
    const found = await this.database.pool.query<Stored>(
      'SELECT * FROM terminal_order WHERE merchant_id = $1 AND order_id = $2',
      [merchantId, orderId],
    );
    return found.rows.map(orderOf)[0];
  }

  /** Open ones of a terminal. */
  async openCount(merchantId: string, terminalId: string): Promise<number> {
    const found = await this.database.pool.query<{ count: bigint }>(
      `SELECT count(*) AS count FROM terminal_order
       WHERE merchant_id = $1 AND terminal_id = $2 AND state IN ('pushed', 'delivered', 'taken_up')`,
      [merchantId, terminalId],
    );
    return Number(found.rows[0]?.count ?? 0);
  }

  /** The newest first. */
  async list(
    merchantId: string,
    wanted: { storeIds: readonly string[]; terminalId: string; openOnly: boolean; beforeMs: number; limit: number },
  ): Promise<TerminalOrder[]> {
    const { storeIds, terminalId, openOnly, beforeMs, limit } = wanted;
    const found = await this.database.pool.query<Stored>(
      `SELECT * FROM terminal_order WHERE merchant_id = $1 AND store_id = ANY ($2)
         AND ($3 = '' OR terminal_id = $3) AND ($5 = 0::bigint OR created_at_ms < $5)
         AND (NOT $4 OR state IN ('pushed', 'delivered', 'taken_up'))
       ORDER BY created_at_ms DESC, order_id DESC LIMIT $6`,
      [merchantId, storeIds, terminalId, openOnly, beforeMs, limit],
    );
    return found.rows.map(orderOf);
  }

  /** What the store's agent has not acknowledged, and cancels without an answer, the oldest first. */
  async waiting({ merchantId, storeId }: StoreName, nowMs: number, limit: number): Promise<TerminalOrder[]> {
    const found = await this.database.pool.query<Stored>(
      `SELECT * FROM terminal_order WHERE merchant_id = $1 AND store_id = $2
         AND (state = 'pushed' OR cancel_asked_at_ms IS NOT NULL)
         AND (handed_out_at_ms IS NOT NULL OR expires_at_ms > $3)
       ORDER BY created_at_ms, order_id LIMIT $4`,
      [merchantId, storeId, nowMs, limit],
    );
    return found.rows.map(orderOf);
  }

  /** Marks that the agent is given it. Undefined where the order was withdrawn meanwhile. */
  async handOut({ merchantId, orderId }: OrderName, nowMs: number): Promise<TerminalOrder | undefined> {
    const found = await this.database.pool.query<Stored>(
      `UPDATE terminal_order SET handed_out_at_ms = coalesce(handed_out_at_ms, $3)
       WHERE merchant_id = $1 AND order_id = $2 AND (state = 'pushed' OR cancel_asked_at_ms IS NOT NULL)
       RETURNING *`,
      [merchantId, orderId, nowMs],
    );
    return found.rows.map(orderOf)[0];
  }

  /**
   * One step of an order, decided on the locked row, with its history.
   * @param decide undefined: nothing is to be done
   * @returns the order as it stands then; undefined where there is none
   */
  async step(
    { merchantId, orderId }: OrderName,
    decide: (order: TerminalOrder) => OrderStep | undefined,
  ): Promise<TerminalOrder | undefined> {
    return await this.database.transaction(async (client) => {
      const found = await client.query<Stored>(
        'SELECT * FROM terminal_order WHERE merchant_id = $1 AND order_id = $2 FOR UPDATE',
        [merchantId, orderId],
      );
      const before = found.rows.map(orderOf)[0];
      const step = before && decide(before);
      return before && step ? await move(client, before, step) : before;
    });
  }
}

async function move(client: PoolClient, before: TerminalOrder, step: OrderStep): Promise<TerminalOrder> {
  const { event, atMs, report, reason = report?.reason ?? '' } = step;
  const state = terminalOrderAfter(before.state, event);
  const moved = await client.query<Stored>(
    `UPDATE terminal_order SET state = $3, revision = revision + 1, changed_at_ms = $4, reason = $5,
       cancel_asked_at_ms = CASE WHEN $6 = 'ask_cancel' THEN $4::bigint
         WHEN $6 = 'waiting' AND state IN ('pushed', 'delivered') THEN cancel_asked_at_ms END,
       agent_revision = $7, sale_id = $8, receipt_no = $9, payments = $10
     WHERE merchant_id = $1 AND order_id = $2 RETURNING *`,
    [
      before.merchantId,
      before.orderId,
      state,
      atMs,
      reason,
      event,
      report?.revision ?? before.agentRevision,
      (report?.saleId ?? before.saleId) || null,
      report?.receiptNo ?? before.receiptNo,
      JSON.stringify(report?.payments ?? before.payments),
    ],
  );
  await client.query(
    `INSERT INTO terminal_order_history (merchant_id, order_id, place, at_ms, from_state, event, to_state, by_whom)
     SELECT $1, $2, 1 + (SELECT count(*) FROM terminal_order_history WHERE merchant_id = $1 AND order_id = $2), $3, $4,
       $5, $6, $7`,
    [before.merchantId, before.orderId, atMs, before.state, event, state, step.by],
  );
  return orderOf(moved.rows[0] as Stored);
}

function orderOf(row: Stored): TerminalOrder {
  return {
    merchantId: row.merchant_id,
    orderId: row.order_id,
    storeId: row.store_id,
    content: row.content,
    requestHash: row.request_hash,
    state: row.state,
    revision: row.revision,
    agentRevision: Number(row.agent_revision),
    pushedBy: row.pushed_by,
    changedAtMs: Number(row.changed_at_ms),
    handedOutAtMs: row.handed_out_at_ms === null ? undefined : Number(row.handed_out_at_ms),
    cancelAskedAtMs: row.cancel_asked_at_ms === null ? undefined : Number(row.cancel_asked_at_ms),
    saleId: row.sale_id ?? '',
    receiptNo: row.receipt_no,
    payments: row.payments,
    reason: row.reason,
  };
}
