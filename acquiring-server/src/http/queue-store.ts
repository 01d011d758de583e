/** How many rows wait, by queue. */
import type { Database } from '../db/database.ts';

/** Counting stops here: more than this is simply too much. */
const countMax = 10_000;

const queues = {
  outbox: 'SELECT FROM outbox',
  announcements: "SELECT FROM announcement WHERE status = 'waiting'",
  journal_effects: "SELECT FROM terminal_journal_entry WHERE effect = 'due'",
  payments: 'SELECT FROM payment WHERE due_at_ms IS NOT NULL',
  refunds: 'SELECT FROM refund WHERE due_at_ms IS NOT NULL',
  exceptions: "SELECT FROM payment_exception WHERE status = 'open'",
} as const;

export async function queueDepths(database: Pick<Database, 'pool'>): Promise<Map<string, number>> {
  const depths = new Map<string, number>();
  for (const [queue, rows] of Object.entries(queues)) {
    const counted = await database.pool.query<{ depth: number }>(
      `SELECT count(*)::integer AS depth FROM (${rows} LIMIT ${countMax}) AS waiting`,
    );
    depths.set(queue, counted.rows[0]?.depth ?? 0);
  }
  return depths;
}
