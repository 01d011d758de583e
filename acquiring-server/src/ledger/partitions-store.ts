/**
 * Months of entries. Each gets a partition of its own before its first day comes; entries of months without one,
 * such as a till roll's from years ago, stand together in the default partition.
 */
import { errorText, type Log } from '@qiantai/foundation';
import { type Database, sqlState } from '../db/database.ts';

/** Months before this one, and behind it, that are made ready. */
const monthsBack = 1;
const monthsAhead = 2;

/** As their owner, since the server itself may not change tables. Answers the months that were made. */
export async function prepareMonths(
  database: Pick<Database, 'owner'>,
  { nowMs, log }: { nowMs: number; log: Log },
): Promise<string[]> {
  const made: string[] = [];
  for (let offset = -monthsBack; offset <= monthsAhead; offset++) {
    const month = monthOf(nowMs, offset);
    try {
      if (await prepareMonth(database, month)) made.push(month);
    } catch (error) {
      // check_violation: the default partition has entries of that month already, so they go on there.
      if (sqlState(error) !== '23514') throw error;
      log.info({ month, error: errorText(error) }, 'ledger.month_stays_in_default');
    }
  }
  return made;
}

/** `YYYY-MM` of the instant, so many months later. */
export function monthOf(nowMs: number, offset: number): string {
  const now = new Date(nowMs);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset, 1)).toISOString().slice(0, 7);
}

async function prepareMonth(database: Pick<Database, 'owner'>, month: string): Promise<boolean> {
  const name = `ledger_entry_${month.replace('-', '_')}`;
  return await database.owner.transaction(async (client) => {
    const held = await client.query('SELECT 1 FROM pg_class WHERE oid = to_regclass($1)', [name]);
    if (held.rowCount) return false;
    const [year, number] = month.split('-').map(Number) as [number, number];
    const next = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
    // Made beside and attached, so that postings wait for no longer than the attaching takes.
    await client.query(`
      CREATE TABLE ${name} (LIKE ledger_entry INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
      REVOKE ALL ON ${name} FROM qiantai_server, PUBLIC;
      ALTER TABLE ledger_entry ATTACH PARTITION ${name} FOR VALUES FROM ('${month}-01') TO ('${next}');
      CREATE TRIGGER ${name}_not_emptied BEFORE TRUNCATE ON ${name} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    return true;
  });
}
