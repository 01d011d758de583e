/** Shifts, movements of cash, and the sums of what lies between two entries of a journal. */
import type { ChannelName, Currency, SaleRecord, TenderName } from '@qiantai/protos';
import type Sqlite from 'better-sqlite3';
import type { ShiftStatus } from './shift-states.ts';

export interface ShiftRow {
  shiftId: string;
  terminalId: string;
  status: ShiftStatus;
  requestHash: string;
  openedById: string;
  /** Who answers for the drawer. */
  operatorId: string;
  businessDate: string;
  currency: Currency;
  floatMinor: bigint;
  openedAtMs: number;
  openedSequence: number;
  closedAtMs: number;
  closedSequence: number;
  closeHash: string;
  closedJson: string;
}

export interface MovementRow {
  movementId: string;
  shiftId: string;
  direction: 'in' | 'out';
  amountMinor: bigint;
  requestHash: string;
}

export interface TenderSum {
  tender: TenderName;
  channel: ChannelName;
  count: number;
  amountMinor: bigint;
}

export interface SideSums {
  count: number;
  totalMinor: bigint;
  tenders: TenderSum[];
}

export interface ShiftSums {
  sales: SideSums;
  returns: SideSums;
  /** Of the drawer: also what belongs to a sale that has not ended. */
  cashTakenMinor: bigint;
  cashHandedBackMinor: bigint;
  movedInMinor: bigint;
  movedOutMinor: bigint;
}

interface Raw {
  shift_id: string;
  terminal_id: string;
  status: ShiftStatus;
  request_hash: string;
  opened_by_id: string;
  operator_id: string;
  business_date: string;
  currency: Currency;
  float_minor: number;
  opened_at_ms: number;
  opened_sequence: number;
  closed_at_ms: number;
  closed_sequence: number;
  close_hash: string;
  closed_json: string;
}

export type ShiftStore = ReturnType<typeof openShiftStore>;

export function openShiftStore(sql: Sqlite.Database) {
  const insert = sql.prepare(
    `INSERT INTO shift (shift_id, terminal_id, status, request_hash, opened_by_id, operator_id, business_date, currency,
       float_minor, opened_at_ms, opened_sequence, closed_at_ms, closed_sequence, close_hash, closed_json)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = sql.prepare(
    `UPDATE shift SET status = ?, operator_id = ?, closed_at_ms = ?, closed_sequence = ?, close_hash = ?,
       closed_json = ? WHERE shift_id = ?`,
  );
  const one = sql.prepare<[string], Raw>('SELECT * FROM shift WHERE shift_id = ?');
  const current = sql.prepare<[string], Raw>(`SELECT * FROM shift WHERE terminal_id = ? AND status <> 'closed'`);
  const at = sql.prepare<[string, number, number], Raw>(
    `SELECT * FROM shift WHERE terminal_id = ? AND opened_at_ms <= ? AND (closed_at_ms = 0 OR closed_at_ms > ?)
     ORDER BY opened_at_ms DESC LIMIT 1`,
  );
  const newest = sql.prepare<[string, number], Raw>(
    'SELECT * FROM shift WHERE terminal_id = ? ORDER BY opened_at_ms DESC, shift_id DESC LIMIT ?',
  );
  const insertMovement = sql.prepare(
    'INSERT INTO cash_movement (movement_id, shift_id, direction, amount_minor, request_hash) VALUES (?, ?, ?, ?, ?)',
  );
  const movement = sql.prepare<
    [string],
    { movement_id: string; shift_id: string; direction: 'in' | 'out'; amount_minor: number; request_hash: string }
  >('SELECT * FROM cash_movement WHERE movement_id = ?');
  const moved = sql.prepare<[string], { moved_in: number; moved_out: number }>(
    `SELECT coalesce(sum(amount_minor) FILTER (WHERE direction = 'in'), 0) AS moved_in,
            coalesce(sum(amount_minor) FILTER (WHERE direction = 'out'), 0) AS moved_out
     FROM cash_movement WHERE shift_id = ?`,
  );
  const cashTaken = sql.prepare<[string, number, number], { sum: number }>(
    `SELECT coalesce(sum(amount_minor), 0) AS sum FROM payment
     WHERE tender = 'cash' AND terminal_id = ? AND journal_sequence > ? AND journal_sequence < ?
       AND state = 'recorded'`,
  );
  const cashBack = sql.prepare<[string, number, number], { sum: number }>(
    `SELECT coalesce(sum(amount_minor), 0) AS sum FROM refund
     WHERE cash = 1 AND terminal_id = ? AND journal_sequence > ? AND journal_sequence < ? AND state = 'recorded'`,
  );
  const sales = sql.prepare<[string, number, number], { sale_json: string }>(
    `SELECT sale_json FROM sale
     WHERE terminal_id = ? AND journal_sequence > ? AND journal_sequence < ? AND status = 'completed'`,
  );

  // The last entry less the last one that the server has, and the cash in between.
  const unsent = sql.prepare<[string], { waiting: number; cash_minor: number }>(
    `WITH place AS (
       SELECT (terminal_number << 32) + acknowledged_sequence AS settled,
              (SELECT max(position) FROM journal
               WHERE position BETWEEN terminal_number << 32 AND (terminal_number << 32) + 4294967295) AS last
       FROM forwarding WHERE terminal_id = ?)
     SELECT coalesce(last - settled, 0) AS waiting,
            coalesce((SELECT cash_total_minor FROM journal WHERE position = last), 0)
              - coalesce((SELECT cash_total_minor FROM journal WHERE position = settled), 0) AS cash_minor
     FROM place`,
  );

  const row = (raw: Raw | undefined): ShiftRow | undefined => raw && shiftOf(raw);
  return {
    insert: (shift: ShiftRow): void =>
      void insert.run(
        shift.shiftId,
        shift.terminalId,
        shift.status,
        shift.requestHash,
        shift.openedById,
        shift.operatorId,
        shift.businessDate,
        shift.currency,
        shift.floatMinor,
        shift.openedAtMs,
        shift.openedSequence,
        shift.closedAtMs,
        shift.closedSequence,
        shift.closeHash,
        shift.closedJson,
      ),
    update: (shift: ShiftRow): void =>
      void update.run(
        shift.status,
        shift.operatorId,
        shift.closedAtMs,
        shift.closedSequence,
        shift.closeHash,
        shift.closedJson,
        shift.shiftId,
      ),
    find: (shiftId: string) => row(one.get(shiftId)),
    /** The shift of a terminal that is not closed. */
    current: (terminalId: string) => row(current.get(terminalId)),
    /** The shift that ran at an instant. */
    at: (terminalId: string, atMs: number) => row(at.get(terminalId, atMs, atMs)),
    newest: (terminalId: string, limit: number): ShiftRow[] => newest.all(terminalId, limit).map(shiftOf),
    insertMovement: (move: MovementRow): void =>
      void insertMovement.run(move.movementId, move.shiftId, move.direction, move.amountMinor, move.requestHash),
    movement(movementId: string): MovementRow | undefined {
      const raw = movement.get(movementId);
      return (
        raw && {
          movementId: raw.movement_id,
          shiftId: raw.shift_id,
          direction: raw.direction,
          amountMinor: BigInt(raw.amount_minor),
          requestHash: raw.request_hash,
        }
      );
    },
    /** Entries of a terminal's journal that the server does not have. */
    unsent(terminalId: string): { count: number; cashMinor: bigint } {
      const found = unsent.get(terminalId);
      return { count: found?.waiting ?? 0, cashMinor: BigInt(found?.cash_minor ?? 0) };
    },
    sums(shift: ShiftRow): ShiftSums {
      const until = shift.closedSequence === 0 ? Number.MAX_SAFE_INTEGER : shift.closedSequence;
      const range = [shift.terminalId, shift.openedSequence, until] as const;
      const records = sales.all(...range).map(({ sale_json }) => JSON.parse(sale_json) as SaleRecord);
      const { moved_in, moved_out } = moved.get(shift.shiftId) ?? { moved_in: 0, moved_out: 0 };
      return {
        sales: sideOf(records.filter(({ kind }) => kind === 'sale')),
        returns: sideOf(records.filter(({ kind }) => kind === 'return')),
        cashTakenMinor: BigInt(cashTaken.get(...range)?.sum ?? 0),
        cashHandedBackMinor: BigInt(cashBack.get(...range)?.sum ?? 0),
        movedInMinor: BigInt(moved_in),
        movedOutMinor: BigInt(moved_out),
      };
    },
  };
}

function sideOf(records: readonly SaleRecord[]): SideSums {
  const byTender = new Map<string, TenderSum>();
  for (const { tender, channel, amountMinor } of records.flatMap(({ tenders }) => tenders)) {
    const name = `${tender} ${channel}`;
    const sum = byTender.get(name) ?? { tender, channel, count: 0, amountMinor: 0n };
    byTender.set(name, { ...sum, count: sum.count + 1, amountMinor: sum.amountMinor + BigInt(amountMinor) });
  }
  return {
    count: records.length,
    totalMinor: records.reduce((sum, { totalMinor }) => sum + BigInt(totalMinor), 0n),
    tenders: [...byTender].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum),
  };
}

function shiftOf(raw: Raw): ShiftRow {
  return {
    shiftId: raw.shift_id,
    terminalId: raw.terminal_id,
    status: raw.status,
    requestHash: raw.request_hash,
    openedById: raw.opened_by_id,
    operatorId: raw.operator_id,
    businessDate: raw.business_date,
    currency: raw.currency,
    floatMinor: BigInt(raw.float_minor),
    openedAtMs: raw.opened_at_ms,
    openedSequence: raw.opened_sequence,
    closedAtMs: raw.closed_at_ms,
    closedSequence: raw.closed_sequence,
    closeHash: raw.close_hash,
    closedJson: raw.closed_json,
  };
}
