/** What the server holds of shifts and of cash that moved beside sales, read by statements of our own. */
import { Pool } from 'pg';

export interface ServerShift {
  shiftId: string;
  terminalId: string;
  status: string;
  floatMinor: bigint;
  /** Null while it is open. */
  takenMinor: bigint | null;
  handedBackMinor: bigint | null;
  movedInMinor: bigint | null;
  movedOutMinor: bigint | null;
  expectedMinor: bigint | null;
  countedMinor: bigint | null;
  differenceMinor: bigint | null;
  /** Of the sales and returns that carry its id: how many, and the sum of sales less returns. */
  saleCount: number;
  saleNetMinor: bigint;
}

export interface ServerMovement {
  movementId: string;
  shiftId: string;
  direction: string;
  amountMinor: bigint;
}

export interface ShiftBooks {
  shifts: ServerShift[];
  movements: ServerMovement[];
}

const sumColumns = ['taken', 'handedBack', 'movedIn', 'movedOut', 'expected', 'counted', 'difference'] as const;
const columnOf = (name: string) => `${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_minor`;

export async function readShiftBooks(url: string): Promise<ShiftBooks> {
  const pool = new Pool({ connectionString: url, max: 1 });
  try {
    const shifts = await pool.query<Record<string, string | null>>(
      `SELECT shift_id AS "shiftId", terminal_id AS "terminalId", status, float_minor AS "floatMinor",
         ${sumColumns.map((name) => `${columnOf(name)} AS "${name}Minor"`).join(', ')},
         (SELECT count(*) FROM sale WHERE record->>'shiftId' = shift.shift_id::text) AS "saleCount",
         (SELECT coalesce(sum(CASE kind WHEN 'sale' THEN 1 ELSE -1 END * total_minor), 0) FROM sale
          WHERE record->>'shiftId' = shift.shift_id::text) AS "saleNetMinor"
       FROM shift`,
    );
    const movements = await pool.query<Omit<ServerMovement, 'amountMinor'> & { amountMinor: string }>(
      `SELECT movement_id AS "movementId", shift_id AS "shiftId", direction, amount_minor AS "amountMinor"
       FROM cash_movement`,
    );
    return {
      shifts: shifts.rows.map(shiftOf),
      movements: movements.rows.map((row) => ({ ...row, amountMinor: BigInt(row.amountMinor) })),
    };
  } finally {
    await pool.end();
  }
}

/** Sums are text in the driver's rows. */
function shiftOf(row: Record<string, string | null>): ServerShift {
  const entries = Object.entries(row).map(([name, value]) => {
    if (name === 'saleCount') return [name, Number(value)];
    return [name, name.endsWith('Minor') && value !== null ? BigInt(value) : value];
  });
  return Object.fromEntries(entries) as ServerShift;
}
