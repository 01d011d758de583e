/** Shifts and movements of cash in the database. Each is kept once, by its own id; the first content stays. */
import type { JournalPayload } from '@qiantai/protos';
import type { Database } from '../db/database.ts';
import type { Queryable } from '../ledger/ledger.ts';
import type { Place } from './shift-rules.ts';

/** Of one currency of a store's day. */
export interface StoreDay {
  storeId: string;
  businessDate: string;
  currency: string;
  openShifts: number;
  closedShifts: number;
  takenMinor: bigint;
  handedBackMinor: bigint;
  bankedMinor: bigint;
  differenceMinor: bigint;
}

/** What became of a row: there now, there before by the same entry, there before by another one. */
export type Kept = 'new' | 'again' | 'other';

/** Answers also whether another shift of the terminal was still open. */
export async function keepOpenedShift(
  client: Queryable,
  place: Place,
  opened: JournalPayload<'shift.opened'>,
  entryId: string,
): Promise<{ kept: Kept; anotherOpen: boolean }> {
  const { merchantId, storeId, terminalId } = place;
  const other = await client.query(
    `SELECT FROM shift WHERE merchant_id = $1 AND terminal_id = $2 AND status = 'open' AND shift_id <> $3 LIMIT 1`,
    [merchantId, terminalId, opened.shiftId],
  );
  const kept = await client.query(
    `INSERT INTO shift (merchant_id, shift_id, store_id, terminal_id, status, opened_by_id, operator_id, business_date,
       currency, float_minor, opened_at_ms, opened_entry_id)
     VALUES ($1, $2, $3, $4, 'open', $5, $5, $6, $7, $8, $9, $10) ON CONFLICT (merchant_id, shift_id) DO NOTHING`,
    [
      merchantId,
      opened.shiftId,
      storeId,
      terminalId,
      opened.operatorId,
      opened.businessDate,
      opened.currency,
      opened.floatMinor,
      opened.openedAtMs,
      entryId,
    ],
  );
  return {
    kept: await keptAs(client, kept.rowCount, { place, id: opened.shiftId, entryId, column: 'opened_entry_id' }),
    anotherOpen: other.rowCount === 1,
  };
}

export async function handOverShift(
  client: Queryable,
  place: Place,
  handed: JournalPayload<'shift.handed_over'>,
): Promise<boolean> {
  const known = await client.query(
    `UPDATE shift SET operator_id = CASE WHEN status = 'open' THEN $3 ELSE operator_id END
     WHERE merchant_id = $1 AND shift_id = $2`,
    [place.merchantId, handed.shiftId, handed.toOperatorId],
  );
  return known.rowCount === 1;
}

/** A shift whose beginning never came is kept with its end alone. */
export async function keepClosedShift(
  client: Queryable,
  place: Place,
  closed: JournalPayload<'shift.closed'>,
  entryId: string,
): Promise<Kept> {
  const kept = await client.query(
    `INSERT INTO shift (merchant_id, shift_id, store_id, terminal_id, status, opened_by_id, operator_id, business_date,
       currency, float_minor, opened_at_ms, closed_at_ms, taken_minor, handed_back_minor, moved_in_minor,
       moved_out_minor, expected_minor, counted_minor, difference_minor, unsent_count, unsent_minor, unknown_count,
       approved_by_id, record, closed_entry_id)
     VALUES ($1, $2, $3, $4, 'closed', $5, $5, $6, $7, $8, $9, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
       $20, $21, $22)
     ON CONFLICT (merchant_id, shift_id) DO UPDATE SET status = 'closed', operator_id = excluded.operator_id,
       closed_at_ms = excluded.closed_at_ms, taken_minor = excluded.taken_minor,
       handed_back_minor = excluded.handed_back_minor, moved_in_minor = excluded.moved_in_minor,
       moved_out_minor = excluded.moved_out_minor, expected_minor = excluded.expected_minor,
       counted_minor = excluded.counted_minor, difference_minor = excluded.difference_minor,
       unsent_count = excluded.unsent_count, unsent_minor = excluded.unsent_minor,
       unknown_count = excluded.unknown_count, approved_by_id = excluded.approved_by_id, record = excluded.record,
       closed_entry_id = excluded.closed_entry_id
     WHERE shift.status = 'open'`,
    [
      place.merchantId,
      closed.shiftId,
      place.storeId,
      place.terminalId,
      closed.operatorId,
      closed.businessDate,
      closed.currency,
      closed.floatMinor,
      closed.closedAtMs,
      closed.takenMinor,
      closed.handedBackMinor,
      closed.movedInMinor,
      closed.movedOutMinor,
      closed.expectedMinor,
      closed.countedMinor,
      closed.differenceMinor,
      closed.unsentCount,
      closed.unsentMinor,
      closed.unknownPaymentKeys.length,
      closed.approvedById ?? null,
      JSON.stringify(closed),
      entryId,
    ],
  );
  return await keptAs(client, kept.rowCount, { place, id: closed.shiftId, entryId, column: 'closed_entry_id' });
}

/** Answers also whether its shift is known. */
export async function keepMovement(
  client: Queryable,
  place: Place,
  moved: JournalPayload<'cash.moved'>,
  entryId: string,
): Promise<{ kept: Kept; shiftKnown: boolean }> {
  const { merchantId, storeId, terminalId } = place;
  const shift = await client.query('SELECT FROM shift WHERE merchant_id = $1 AND shift_id = $2', [
    merchantId,
    moved.shiftId,
  ]);
  const kept = await client.query(
    `INSERT INTO cash_movement (merchant_id, movement_id, shift_id, store_id, terminal_id, direction, reason, note,
       amount_minor, currency, operator_id, approved_by_id, business_date, moved_at_ms, entry_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     ON CONFLICT (merchant_id, movement_id) DO NOTHING`,
    [
      merchantId,
      moved.movementId,
      moved.shiftId,
      storeId,
      terminalId,
      moved.direction,
      moved.reason,
      moved.note,
      moved.amountMinor,
      moved.currency,
      moved.operatorId,
      moved.approvedById ?? null,
      moved.businessDate,
      moved.movedAtMs,
      entryId,
    ],
  );
  return {
    kept: await keptAs(client, kept.rowCount, { place, id: moved.movementId, entryId, column: 'entry_id' }),
    shiftKnown: shift.rowCount === 1,
  };
}

const entryQueries = {
  opened_entry_id: 'SELECT FROM shift WHERE merchant_id = $1 AND shift_id = $2 AND opened_entry_id = $3',
  closed_entry_id: 'SELECT FROM shift WHERE merchant_id = $1 AND shift_id = $2 AND closed_entry_id = $3',
  entry_id: 'SELECT FROM cash_movement WHERE merchant_id = $1 AND movement_id = $2 AND entry_id = $3',
} as const;

async function keptAs(
  client: Queryable,
  rowCount: number | null,
  row: { place: Place; id: string; entryId: string; column: keyof typeof entryQueries },
): Promise<Kept> {
  if (rowCount === 1) return 'new';
  const same = await client.query(entryQueries[row.column], [row.place.merchantId, row.id, row.entryId]);
  return same.rowCount === 1 ? 'again' : 'other';
}

/** For headquarters: the stores' days, each currency by itself. */
export class ShiftReader {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Both dates are within. */
  async storeDays(merchantId: string, from: string, until: string): Promise<StoreDay[]> {
    const found = await this.database.pool.query<{
      store_id: string;
      business_date: string;
      currency: string;
      open_shifts: string;
      closed_shifts: string;
      taken: string;
      handed_back: string;
      banked: string;
      difference: string;
    }>(
      `SELECT shift.store_id, shift.business_date, shift.currency,
         count(*) FILTER (WHERE status = 'open') AS open_shifts,
         count(*) FILTER (WHERE status = 'closed') AS closed_shifts,
         coalesce(sum(taken_minor), 0) AS taken, coalesce(sum(handed_back_minor), 0) AS handed_back,
         coalesce(sum(difference_minor), 0) AS difference,
         (SELECT coalesce(sum(amount_minor), 0) FROM cash_movement moved
          WHERE moved.merchant_id = $1 AND moved.store_id = shift.store_id AND moved.currency = shift.currency
            AND moved.business_date = shift.business_date AND reason = 'bank' AND direction = 'out') AS banked
       FROM shift WHERE merchant_id = $1 AND business_date BETWEEN $2 AND $3
       GROUP BY shift.store_id, shift.business_date, shift.currency
       ORDER BY shift.business_date, shift.store_id, shift.currency`,
      [merchantId, from, until],
    );
    return found.rows.map((row) => ({
      storeId: row.store_id,
      businessDate: row.business_date,
      currency: row.currency,
      openShifts: Number(row.open_shifts),
      closedShifts: Number(row.closed_shifts),
      takenMinor: BigInt(row.taken),
      handedBackMinor: BigInt(row.handed_back),
      bankedMinor: BigInt(row.banked),
      differenceMinor: BigInt(row.difference),
    }));
  }
}
