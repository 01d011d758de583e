/** The agent's standing and the orders that it was given, in its database. */
import type Sqlite from 'better-sqlite3';
import { type AgentOrderEvent, type AgentOrderState, agentOrderAfter } from './agent-order-states.ts';
import type { Standing } from './standing.ts';

export interface StandingRow {
  standing: Standing;
  sinceMs: number;
  codeHash: string;
  latestMs: number;
}

export interface OrderRow {
  orderId: string;
  kind: string;
  paramsJson: string;
  state: AgentOrderState;
  expiresAtMs: number;
  receivedAtMs: number;
  outcome: '' | 'done' | 'failed';
  errorCode: string;
  resultJson: string;
}

/** Delivered orders that are remembered. */
const ordersKept = 500;

export type FleetStore = ReturnType<typeof openFleetStore>;

export function openFleetStore(sql: Sqlite.Database) {
  const readStanding = sql.prepare<[], StandingRow>(
    `SELECT standing, since_ms AS sinceMs, code_hash AS codeHash, latest_ms AS latestMs FROM fleet_standing`,
  );
  const writeStanding = sql.prepare(
    `INSERT INTO fleet_standing (only_row, standing, since_ms, code_hash, latest_ms) VALUES (1, ?, ?, ?, ?)
     ON CONFLICT (only_row) DO UPDATE SET standing = excluded.standing, since_ms = excluded.since_ms,
       code_hash = excluded.code_hash, latest_ms = excluded.latest_ms`,
  );
  const columns = `order_id AS orderId, kind, params_json AS paramsJson, state, expires_at_ms AS expiresAtMs,
    received_at_ms AS receivedAtMs, outcome, error_code AS errorCode, result_json AS resultJson`;
  const oneOrder = sql.prepare<[string], OrderRow>(`SELECT ${columns} FROM fleet_order WHERE order_id = ?`);
  const openOrders = sql.prepare<[], OrderRow>(
    `SELECT ${columns} FROM fleet_order WHERE state <> 'delivered' ORDER BY received_at_ms, order_id LIMIT 100`,
  );
  const insertOrder = sql.prepare(
    `INSERT INTO fleet_order (order_id, kind, params_json, state, expires_at_ms, received_at_ms)
     VALUES (?, ?, ?, 'received', ?, ?) ON CONFLICT DO NOTHING`,
  );
  const updateOrder = sql.prepare(
    'UPDATE fleet_order SET state = ?, outcome = ?, error_code = ?, result_json = ? WHERE order_id = ?',
  );
  const forgetOrders = sql.prepare(
    `DELETE FROM fleet_order WHERE state = 'delivered' AND order_id NOT IN (
       SELECT order_id FROM fleet_order ORDER BY received_at_ms DESC LIMIT ${ordersKept})`,
  );

  return {
    standing: (): StandingRow => readStanding.get() ?? { standing: 'active', sinceMs: 0, codeHash: '', latestMs: 0 },
    putStanding: (row: StandingRow): void =>
      void writeStanding.run(row.standing, row.sinceMs, row.codeHash, row.latestMs),
    order: (orderId: string): OrderRow | undefined => oneOrder.get(orderId),
    /** Those that were not delivered, the oldest first. */
    openOrders: (): OrderRow[] => openOrders.all(),
    addOrder(order: Pick<OrderRow, 'orderId' | 'kind' | 'paramsJson' | 'expiresAtMs' | 'receivedAtMs'>): void {
      insertOrder.run(order.orderId, order.kind, order.paramsJson, order.expiresAtMs, order.receivedAtMs);
      forgetOrders.run();
    },
    /** @throws CodedError FLEET_BAD_TRANSITION */
    moveOrder(
      order: OrderRow,
      event: AgentOrderEvent,
      end?: Pick<OrderRow, 'outcome' | 'errorCode' | 'resultJson'>,
    ): OrderRow {
      const moved = { ...order, ...end, state: agentOrderAfter(order.state, event) };
      updateOrder.run(moved.state, moved.outcome, moved.errorCode, moved.resultJson, moved.orderId);
      return moved;
    },
    /** Requests that wait for the server, by tender and currency. */
    waitingRequests: sumsOfRequests(sql),
    /** Cash entries that wait for the server. */
    waitingCash: cashThatWaits(sql),
  };
}

export interface WaitingSum {
  tender: string;
  currency: string;
  count: number;
  amountMinor: bigint;
  oldestAtMs: number;
}

function sumsOfRequests(sql: Sqlite.Database): () => WaitingSum[] {
  const read = sql.prepare<[], Omit<WaitingSum, 'amountMinor'> & { amount_minor: number }>(
    `SELECT payment.tender, payment.currency, count(*) AS count, sum(amount_minor) AS amount_minor,
       min(recorded_at_ms) AS oldestAtMs
     FROM queue JOIN payment ON payment_key = queue.key
     WHERE queue.kind = 'pay' AND queue.status IN ('recorded', 'sending')
     GROUP BY payment.tender, payment.currency ORDER BY 1, 2`,
  );
  return () => read.all().map(({ amount_minor, ...row }) => ({ ...row, amountMinor: BigInt(amount_minor) }));
}

/** Net of what was handed back; the sum is a difference of two running totals (journal-store.ts). */
function cashThatWaits(sql: Sqlite.Database): () => { count: number; oldestAtMs: number } {
  const read = sql.prepare<[], { count: number; oldest: number | null }>(
    `SELECT count(*) AS count, min(journal.recorded_at_ms) AS oldest
     FROM forwarding JOIN journal
       ON journal.position BETWEEN (terminal_number << 32) + acknowledged_sequence + 1
         AND (terminal_number << 32) + 4294967295
     WHERE journal.kind IN ('cash.taken', 'cash.handed_back')`,
  );
  return () => {
    const row = read.get();
    return { count: row?.count ?? 0, oldestAtMs: row?.oldest ?? 0 };
  };
}
