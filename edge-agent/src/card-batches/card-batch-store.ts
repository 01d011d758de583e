/** Settlements of card terminals, and which cards of a till stand in no settled batch. */
import type Sqlite from 'better-sqlite3';
import type { OwnCard } from './compare-batch.ts';
import type { SettlementState } from './settlement-states.ts';

export interface SettlementRow {
  settlementId: string;
  terminalId: string;
  /** Empty: no shift was open. */
  shiftId: string;
  operatorId: string;
  asked: 'shift' | 'hand';
  state: SettlementState;
  reasonCode: string;
  tries: number;
  askedAtMs: number;
  endedAtMs: number;
  /** Payload of its journal entry; empty before its end. */
  resultJson: string;
}

export interface KnownCard extends OwnCard {
  atMs: number;
  /** Of its completed sale; empty without one. */
  receiptNo: string;
}

interface Raw {
  settlement_id: string;
  terminal_id: string;
  shift_id: string;
  operator_id: string;
  asked: 'shift' | 'hand';
  state: SettlementState;
  reason_code: string;
  tries: number;
  asked_at_ms: number;
  ended_at_ms: number;
  result_json: string;
}

interface CardRow {
  key: string;
  refund: number;
  amount_minor: number;
  masked_pan: string;
  at_ms: number;
  receipt_no: string | null;
}

const openStates = `('due', 'under_way', 'unknown')`;

export type CardBatchStore = ReturnType<typeof openCardBatchStore>;

export function openCardBatchStore(sql: Sqlite.Database) {
  const insert = sql.prepare(
    `INSERT INTO card_settlement (settlement_id, terminal_id, shift_id, operator_id, asked, state, reason_code, tries,
       asked_at_ms, ended_at_ms, result_json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = sql.prepare(
    `UPDATE card_settlement SET shift_id = ?, state = ?, reason_code = ?, tries = ?, ended_at_ms = ?, result_json = ?
     WHERE settlement_id = ?`,
  );
  const one = sql.prepare<[string], Raw>('SELECT * FROM card_settlement WHERE settlement_id = ?');
  const open = sql.prepare<[], Raw>(`SELECT * FROM card_settlement WHERE state IN ${openStates} ORDER BY asked_at_ms`);
  const openOf = sql.prepare<[string], Raw>(
    `SELECT * FROM card_settlement WHERE terminal_id = ? AND state IN ${openStates}`,
  );
  const newest = sql.prepare<[string, number], Raw>(
    'SELECT * FROM card_settlement WHERE terminal_id = ? ORDER BY asked_at_ms DESC, settlement_id DESC LIMIT ?',
  );
  const ofShift = sql.prepare<[string], Raw>(
    'SELECT * FROM card_settlement WHERE shift_id = ? ORDER BY asked_at_ms, settlement_id LIMIT 20',
  );
  const after = sql.prepare<[string, number], Raw>(
    `SELECT * FROM card_settlement WHERE terminal_id = ? AND state IN ('settled', 'differs') AND ended_at_ms >= ?
     ORDER BY ended_at_ms LIMIT 1`,
  );
  const settle = sql.prepare('INSERT OR IGNORE INTO card_settled (key, settlement_id) VALUES (?, ?)');

  const payment = (where: string) =>
    `SELECT p.payment_key AS key, 0 AS refund, p.amount_minor, p.masked_pan, p.requested_at_ms AS at_ms,
       (SELECT s.receipt_no FROM sale_tender t JOIN sale s USING (sale_id) WHERE t.tender_key = p.payment_key)
         AS receipt_no
     FROM payment p
     WHERE p.tender = 'card' AND json_extract(p.server_json, '$.status') = 'paid' AND ${where}`;
  const refund = (where: string) =>
    `SELECT r.refund_key AS key, 1 AS refund, r.amount_minor, coalesce(p.masked_pan, '') AS masked_pan,
       r.requested_at_ms AS at_ms,
       (SELECT s.receipt_no FROM sale_tender t JOIN sale s USING (sale_id) WHERE t.tender_key = r.refund_key)
         AS receipt_no
     FROM refund r LEFT JOIN payment p ON p.payment_key = r.payment_key
     WHERE r.cash = 0 AND p.tender = 'card' AND json_extract(r.server_json, '$.status') = 'succeeded' AND ${where}`;
  const unsettled = sql.prepare<[string, string, string, string, number], CardRow>(
    `${payment(`p.terminal_id = ? AND p.payment_key > ?
       AND NOT EXISTS (SELECT 1 FROM card_settled d WHERE d.key = p.payment_key)`)}
     UNION ALL
     ${refund(`r.terminal_id = ? AND r.refund_key > ?
       AND NOT EXISTS (SELECT 1 FROM card_settled d WHERE d.key = r.refund_key)`)}
     ORDER BY key LIMIT ?`,
  );
  const known = sql.prepare<[string, string, string, string], CardRow>(
    `${payment('p.payment_key = ? AND p.terminal_id = ?')} UNION ALL ${refund('r.refund_key = ? AND r.terminal_id = ?')}`,
  );

  const row = (raw: Raw | undefined): SettlementRow | undefined => raw && rowOf(raw);
  return {
    insert: (settlement: SettlementRow): void =>
      void insert.run(
        settlement.settlementId,
        settlement.terminalId,
        settlement.shiftId,
        settlement.operatorId,
        settlement.asked,
        settlement.state,
        settlement.reasonCode,
        settlement.tries,
        settlement.askedAtMs,
        settlement.endedAtMs,
        settlement.resultJson,
      ),
    update: (settlement: SettlementRow): void =>
      void update.run(
        settlement.shiftId,
        settlement.state,
        settlement.reasonCode,
        settlement.tries,
        settlement.endedAtMs,
        settlement.resultJson,
        settlement.settlementId,
      ),
    find: (settlementId: string) => row(one.get(settlementId)),
    open: (): SettlementRow[] => open.all().map(rowOf),
    openOf: (terminalId: string) => row(openOf.get(terminalId)),
    newest: (terminalId: string, limit: number): SettlementRow[] => newest.all(terminalId, limit).map(rowOf),
    ofShift: (shiftId: string): SettlementRow[] => ofShift.all(shiftId).map(rowOf),
    /** The first one that ended after an instant. */
    endedAfter: (terminalId: string, atMs: number) => row(after.get(terminalId, atMs)),
    markSettled(keys: readonly string[], settlementId: string): void {
      for (const key of keys) settle.run(key, settlementId);
    },
    /** @param afterKey keys begin with their time: what is older is not looked at */
    unsettled: (terminalId: string, afterKey: string, limit: number): KnownCard[] =>
      unsettled.all(terminalId, afterKey, terminalId, afterKey, limit).map(cardOf),
    /** A card of this terminal that counts: a paid payment, or a refund that succeeded. */
    known(terminalId: string, key: string): KnownCard | undefined {
      const raw = known.get(key, terminalId, key, terminalId);
      return raw && cardOf(raw);
    },
  };
}

function rowOf(raw: Raw): SettlementRow {
  return {
    settlementId: raw.settlement_id,
    terminalId: raw.terminal_id,
    shiftId: raw.shift_id,
    operatorId: raw.operator_id,
    asked: raw.asked,
    state: raw.state,
    reasonCode: raw.reason_code,
    tries: raw.tries,
    askedAtMs: raw.asked_at_ms,
    endedAtMs: raw.ended_at_ms,
    resultJson: raw.result_json,
  };
}

const cardOf = (raw: CardRow): KnownCard => ({
  key: raw.key,
  refund: raw.refund === 1,
  amountMinor: BigInt(raw.amount_minor),
  maskedPan: raw.masked_pan,
  atMs: raw.at_ms,
  receiptNo: raw.receipt_no ?? '',
});
