/** The table of payments. */
import {
  type ChannelName,
  type Currency,
  type EdgeStateName,
  keyOfChannelOrderNo,
  type TenderName,
} from '@qiantai/protos';
import type Sqlite from 'better-sqlite3';
import type { CardsThatWait } from '../offline/card-policy.ts';
import type { CardParticulars, PaymentRecord, PaymentWord } from './records.ts';

interface Row {
  payment_key: string;
  terminal_id: string;
  sale_id: string;
  order_no: string;
  order_total_minor: number;
  amount_minor: number;
  currency: Currency;
  tender: TenderName;
  channel: ChannelName | '';
  description: string;
  operator_id: string;
  business_date: string;
  requested_at_ms: number;
  masked_pan: string;
  tendered_minor: number;
  request_hash: string;
  state: EdgeStateName;
  revision: number;
  reason_code: string;
  offline: number;
  journal_sequence: number;
  cancel_reason: string;
  journalled_status: string;
  server_json: string | null;
  open: number;
  card_json: string;
  offline_brand: string;
  offline_forced: number;
}

interface WaitingRow {
  terminal_id: string;
  offline_brand: string;
  count: number;
  sum_minor: number;
  oldest_ms: number;
}

export type PaymentStore = ReturnType<typeof openPaymentStore>;

export function openPaymentStore(sql: Sqlite.Database) {
  const insert = sql.prepare(
    `INSERT INTO payment (payment_key, terminal_id, sale_id, order_no, order_total_minor, amount_minor, currency,
       tender, channel, description, operator_id, business_date, requested_at_ms, masked_pan, tendered_minor,
       request_hash, state, revision, reason_code, offline, journal_sequence, open, card_json, offline_brand,
       offline_forced)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = sql.prepare(
    `UPDATE payment SET state = ?, revision = ?, reason_code = ?, journal_sequence = ?, cancel_reason = ?,
       journalled_status = ?, server_version = ?, server_json = ?, open = ? WHERE payment_key = ?`,
  );
  const one = sql.prepare<[string], Row>('SELECT * FROM payment WHERE payment_key = ?');
  const ofSale = sql.prepare<[string], Row>('SELECT * FROM payment WHERE sale_id = ? ORDER BY payment_key');
  const open = sql.prepare<[], Row>('SELECT * FROM payment WHERE open = 1 ORDER BY payment_key');
  const openOfTerminal = sql.prepare<[string], Row>(
    'SELECT * FROM payment WHERE open = 1 AND terminal_id = ? ORDER BY payment_key',
  );
  const byNumber = sql.prepare<[string, string, string], Row>(
    `SELECT * FROM payment WHERE order_no = ?
     UNION SELECT * FROM payment WHERE payment_key = ?
     UNION SELECT * FROM payment
       WHERE server_json IS NOT NULL AND json_extract(server_json, '$.channelTransactionId') = ?
     LIMIT 100`,
  );
  // One look at an index that holds nothing else: as many rows as wait.
  const cardsThatWait = sql.prepare<[], WaitingRow>(
    `SELECT terminal_id, offline_brand, count(*) AS count, sum(amount_minor) AS sum_minor,
       min(requested_at_ms) AS oldest_ms
     FROM payment INDEXED BY payment_cards_wait WHERE open = 1 AND offline_brand <> ''
     GROUP BY terminal_id, offline_brand`,
  );
  return {
    insert(record: PaymentRecord): void {
      insert.run(
        record.paymentKey,
        record.terminalId,
        record.saleId,
        record.orderNo,
        record.orderTotalMinor,
        record.amountMinor,
        record.currency,
        record.tender,
        record.channel,
        record.description,
        record.operatorId,
        record.businessDate,
        record.requestedAtMs,
        record.maskedPan,
        record.tenderedMinor,
        record.requestHash,
        record.state,
        record.revision,
        record.reasonCode,
        record.offline ? 1 : 0,
        record.journalSequence,
        record.open ? 1 : 0,
        record.card ? JSON.stringify(record.card) : '',
        record.takenOffline?.brand ?? '',
        record.takenOffline?.forced ? 1 : 0,
      );
    },
    update(record: PaymentRecord): void {
      update.run(
        record.state,
        record.revision,
        record.reasonCode,
        record.journalSequence,
        record.cancelReason,
        record.journalledStatus,
        record.word?.version ?? -1,
        record.word ? JSON.stringify(record.word) : null,
        record.open ? 1 : 0,
        record.paymentKey,
      );
    },
    find: (paymentKey: string): PaymentRecord | undefined => {
      const row = one.get(paymentKey);
      return row && recordOf(row);
    },
    /** By the order's number, ours at the channel, or the channel's transaction. */
    byNumber: (number: string): PaymentRecord[] =>
      number === '' ? [] : byNumber.all(number, keyOfChannelOrderNo(number) ?? '', number).map(recordOf),
    ofSale: (saleId: string): PaymentRecord[] => ofSale.all(saleId).map(recordOf),
    open: (terminalId?: string): PaymentRecord[] =>
      (terminalId === undefined ? open.all() : openOfTerminal.all(terminalId)).map(recordOf),
    /** Cards taken offline that have no final word of the server, counted from their rows. */
    cardsThatWait: (terminalId: string): CardsThatWait => waitingOf(cardsThatWait.all(), terminalId),
  };
}

function waitingOf(rows: readonly WaitingRow[], terminalId: string): CardsThatWait {
  const terminal = { count: 0, sumMinor: 0n };
  const store = { count: 0, sumMinor: 0n };
  const brandSumMinor = new Map<string, bigint>();
  let oldestTakenAtMs: number | undefined;
  for (const row of rows) {
    const sumMinor = BigInt(row.sum_minor);
    for (const sums of row.terminal_id === terminalId ? [store, terminal] : [store]) {
      sums.count += row.count;
      sums.sumMinor += sumMinor;
    }
    brandSumMinor.set(row.offline_brand, (brandSumMinor.get(row.offline_brand) ?? 0n) + sumMinor);
    oldestTakenAtMs = Math.min(oldestTakenAtMs ?? row.oldest_ms, row.oldest_ms);
  }
  return { terminal, store, brandSumMinor, oldestTakenAtMs };
}

function recordOf(row: Row): PaymentRecord {
  return {
    paymentKey: row.payment_key,
    terminalId: row.terminal_id,
    saleId: row.sale_id,
    orderNo: row.order_no,
    orderTotalMinor: BigInt(row.order_total_minor),
    amountMinor: BigInt(row.amount_minor),
    currency: row.currency,
    tender: row.tender,
    channel: row.channel,
    description: row.description,
    operatorId: row.operator_id,
    businessDate: row.business_date,
    requestedAtMs: row.requested_at_ms,
    maskedPan: row.masked_pan,
    tenderedMinor: BigInt(row.tendered_minor),
    requestHash: row.request_hash,
    state: row.state,
    revision: row.revision,
    reasonCode: row.reason_code,
    offline: row.offline === 1,
    journalSequence: row.journal_sequence,
    cancelReason: row.cancel_reason,
    journalledStatus: row.journalled_status,
    word: row.server_json === null ? undefined : (JSON.parse(row.server_json) as PaymentWord),
    open: row.open === 1,
    card: row.card_json === '' ? undefined : (JSON.parse(row.card_json) as CardParticulars),
    takenOffline: row.offline_brand === '' ? undefined : { brand: row.offline_brand, forced: row.offline_forced === 1 },
  };
}
