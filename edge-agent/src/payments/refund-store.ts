/** The table of refunds. */
import type { Currency, EdgeStateName } from '@qiantai/protos';
import type Sqlite from 'better-sqlite3';
import type { RefundRecord, RefundWord } from './records.ts';
import type { GivenBack } from './refund-limits.ts';

interface Row {
  refund_key: string;
  terminal_id: string;
  return_sale_id: string;
  payment_key: string;
  amount_minor: number;
  currency: Currency;
  cash: number;
  reason: string;
  operator_id: string;
  business_date: string;
  requested_at_ms: number;
  request_hash: string;
  state: EdgeStateName;
  revision: number;
  reason_code: string;
  journal_sequence: number;
  journalled_status: string;
  server_json: string | null;
  open: number;
}

export type RefundStore = ReturnType<typeof openRefundStore>;

export function openRefundStore(sql: Sqlite.Database) {
  const insert = sql.prepare(
    `INSERT INTO refund (refund_key, terminal_id, return_sale_id, payment_key, amount_minor, currency, cash, reason,
       operator_id, business_date, requested_at_ms, request_hash, state, revision, reason_code, journal_sequence, open)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = sql.prepare(
    `UPDATE refund SET state = ?, revision = ?, reason_code = ?, journal_sequence = ?, journalled_status = ?,
       server_version = ?, server_json = ?, open = ? WHERE refund_key = ?`,
  );
  const one = sql.prepare<[string], Row>('SELECT * FROM refund WHERE refund_key = ?');
  const ofPayment = sql.prepare<[string], Row>('SELECT * FROM refund WHERE payment_key = ? ORDER BY refund_key');
  const open = sql.prepare<[], Row>('SELECT * FROM refund WHERE open = 1 ORDER BY refund_key');
  const openOfTerminal = sql.prepare<[string], Row>(
    'SELECT * FROM refund WHERE open = 1 AND terminal_id = ? ORDER BY refund_key',
  );
  // Money that settled no sale (one that was given up, one that was paid twice) goes back without goods.
  const given = sql.prepare<[string, string], { operator_minor: number; store_minor: number }>(
    `SELECT coalesce(sum(amount_minor), 0) AS store_minor,
            coalesce(sum(amount_minor) FILTER (WHERE operator_id = ?), 0) AS operator_minor
     FROM refund
     WHERE business_date = ? AND state <> 'refused_offline'
       AND coalesce(json_extract(server_json, '$.status'), '') <> 'failed'
       AND NOT EXISTS (SELECT 1 FROM payment
         WHERE payment.payment_key = refund.payment_key
           AND NOT EXISTS (SELECT 1 FROM sale_tender WHERE tender_key = payment.payment_key))`,
  );
  return {
    insert(record: RefundRecord): void {
      insert.run(
        record.refundKey,
        record.terminalId,
        record.returnSaleId,
        record.paymentKey,
        record.amountMinor,
        record.currency,
        record.cash ? 1 : 0,
        record.reason,
        record.operatorId,
        record.businessDate,
        record.requestedAtMs,
        record.requestHash,
        record.state,
        record.revision,
        record.reasonCode,
        record.journalSequence,
        record.open ? 1 : 0,
      );
    },
    update(record: RefundRecord): void {
      update.run(
        record.state,
        record.revision,
        record.reasonCode,
        record.journalSequence,
        record.journalledStatus,
        record.word?.version ?? -1,
        record.word ? JSON.stringify(record.word) : null,
        record.open ? 1 : 0,
        record.refundKey,
      );
    },
    find: (refundKey: string): RefundRecord | undefined => {
      const row = one.get(refundKey);
      return row && recordOf(row);
    },
    ofPayment: (paymentKey: string): RefundRecord[] => ofPayment.all(paymentKey).map(recordOf),
    /** What was given back in a business date, by an operator and in the store. */
    givenBack(operatorId: string, businessDate: string): GivenBack {
      const row = given.get(operatorId, businessDate);
      return { operatorMinor: BigInt(row?.operator_minor ?? 0), storeMinor: BigInt(row?.store_minor ?? 0) };
    },
    open: (terminalId?: string): RefundRecord[] =>
      (terminalId === undefined ? open.all() : openOfTerminal.all(terminalId)).map(recordOf),
  };
}

/** Sum of the refunds that have not failed, minor units. */
export function refundedMinorOf(refunds: readonly RefundRecord[]): bigint {
  return refunds
    .filter((refund) => refund.state !== 'refused_offline' && refund.word?.status !== 'failed')
    .reduce((sum, refund) => sum + refund.amountMinor, 0n);
}

function recordOf(row: Row): RefundRecord {
  return {
    refundKey: row.refund_key,
    terminalId: row.terminal_id,
    returnSaleId: row.return_sale_id,
    paymentKey: row.payment_key,
    amountMinor: BigInt(row.amount_minor),
    currency: row.currency,
    cash: row.cash === 1,
    reason: row.reason,
    operatorId: row.operator_id,
    businessDate: row.business_date,
    requestedAtMs: row.requested_at_ms,
    requestHash: row.request_hash,
    state: row.state,
    revision: row.revision,
    reasonCode: row.reason_code,
    journalSequence: row.journal_sequence,
    journalledStatus: row.journalled_status,
    word: row.server_json === null ? undefined : (JSON.parse(row.server_json) as RefundWord),
    open: row.open === 1,
  };
}
