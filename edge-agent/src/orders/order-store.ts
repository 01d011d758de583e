/** Orders that were pushed to terminals of this store. */
import type { TerminalOrderContent, TerminalOrderPayment, TerminalOrderStatus } from '@qiantai/protos';
import type Sqlite from 'better-sqlite3';

export interface PushedOrder {
  content: TerminalOrderContent;
  requestHash: string;
  status: TerminalOrderStatus;
  revision: number;
  changedAtMs: number;
  /** Undefined but while it is taken up and when it is paid. */
  saleId: string | undefined;
  /** Of a paid one; else empty. */
  receiptNo: string;
  payments: TerminalOrderPayment[];
  reason: string;
}

interface Row {
  request_hash: string;
  content_json: string;
  status: TerminalOrderStatus;
  revision: number;
  changed_at_ms: number;
  sale_id: string | null;
  receipt_no: string;
  payments_json: string;
  reason: string;
}

/** Orders with an end are asked for again as long. */
const keptMs = 31 * 86_400_000;

export type OrderStore = ReturnType<typeof openOrderStore>;

export function openOrderStore(sql: Sqlite.Database) {
  const put = sql.prepare(
    `INSERT INTO pushed_order (order_id, terminal_id, source, request_hash, content_json, status, created_at_ms,
       expires_at_ms, changed_at_ms, revision, sale_id, receipt_no, payments_json, reason)
     VALUES (@orderId, @terminalId, @source, @requestHash, @contentJson, @status, @createdAtMs, @expiresAtMs,
       @changedAtMs, @revision, @saleId, @receiptNo, @paymentsJson, @reason)
     ON CONFLICT (order_id) DO UPDATE SET status = excluded.status, changed_at_ms = excluded.changed_at_ms,
       revision = excluded.revision, sale_id = excluded.sale_id, receipt_no = excluded.receipt_no,
       payments_json = excluded.payments_json, reason = excluded.reason`,
  );
  const one = sql.prepare<[string], Row>('SELECT * FROM pushed_order WHERE order_id = ?');
  const ofSale = sql.prepare<[string], Row>('SELECT * FROM pushed_order WHERE sale_id = ?');
  const open = sql.prepare<[string, number], Row>(
    `SELECT * FROM pushed_order WHERE terminal_id = ? AND status IN ('waiting', 'taken_up')
     ORDER BY created_at_ms, order_id LIMIT ?`,
  );
  const counted = sql.prepare<[string], { open: number; waiting: number | null }>(
    `SELECT count(*) AS open, sum(status = 'waiting') AS waiting FROM pushed_order
     WHERE terminal_id = ? AND status IN ('waiting', 'taken_up')`,
  );
  const over = sql.prepare<[number], Row>(
    `SELECT * FROM pushed_order WHERE status = 'waiting' AND expires_at_ms <= ? ORDER BY expires_at_ms LIMIT 100`,
  );
  const nextEnd = sql.prepare<[], { at: number | null }>(
    `SELECT min(expires_at_ms) AS at FROM pushed_order WHERE status = 'waiting'`,
  );
  const unreported = sql.prepare<[number], Row>(
    `SELECT * FROM pushed_order WHERE source = 'merchant' AND reported_revision < revision
     ORDER BY changed_at_ms, order_id LIMIT ?`,
  );
  const reported = sql.prepare(
    'UPDATE pushed_order SET reported_revision = max(reported_revision, ?) WHERE order_id = ?',
  );
  const reportAgain = sql.prepare('UPDATE pushed_order SET reported_revision = 0 WHERE order_id = ?');
  const dropOld = sql.prepare(
    `DELETE FROM pushed_order WHERE changed_at_ms < ? AND status NOT IN ('waiting', 'taken_up')
       AND (source <> 'merchant' OR reported_revision >= revision)`,
  );
  return {
    put(order: PushedOrder): void {
      const { content, payments, saleId, ...rest } = order;
      const { orderId, terminalId, source, createdAtMs, expiresAtMs } = content;
      put.run({
        ...{ orderId, terminalId, source, createdAtMs, expiresAtMs, ...rest },
        contentJson: JSON.stringify(content),
        paymentsJson: JSON.stringify(payments),
        saleId: saleId ?? null,
      });
      dropOld.run(order.changedAtMs - keptMs);
    },
    find: (orderId: string) => orderOf(one.get(orderId)),
    ofSale: (saleId: string) => orderOf(ofSale.get(saleId)),
    /** The oldest first. */
    open: (terminalId: string, limit: number) => open.all(terminalId, limit).map(rowOrder),
    counts(terminalId: string): { open: number; waiting: number } {
      const row = counted.get(terminalId);
      return { open: row?.open ?? 0, waiting: row?.waiting ?? 0 };
    },
    /** Waiting ones whose time is over. */
    over: (nowMs: number) => over.all(nowMs).map(rowOrder),
    /** When the next one that waits is over. */
    nextEndMs: (): number | undefined => nextEnd.get()?.at ?? undefined,
    /** What the server has not acknowledged, the oldest change first. */
    unreported: (limit: number) => unreported.all(limit).map(rowOrder),
    markReported: (orderId: string, revision: number): void => void reported.run(revision, orderId),
    reportAgain: (orderId: string): void => void reportAgain.run(orderId),
  };
}

function orderOf(row: Row | undefined): PushedOrder | undefined {
  return row && rowOrder(row);
}

function rowOrder(row: Row): PushedOrder {
  return {
    content: JSON.parse(row.content_json) as TerminalOrderContent,
    requestHash: row.request_hash,
    status: row.status,
    revision: row.revision,
    changedAtMs: row.changed_at_ms,
    saleId: row.sale_id ?? undefined,
    receiptNo: row.receipt_no,
    payments: JSON.parse(row.payments_json) as TerminalOrderPayment[],
    reason: row.reason,
  };
}
