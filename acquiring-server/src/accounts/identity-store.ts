/** SQL of identity checks: leased when they are due, answered once. */
import { recordFrom, selectList } from '../db/records.ts';
import type { Queryable } from './account-store.ts';

export interface IdentityCheckRecord {
  checkId: string;
  customerId: string;
  status: 'open' | 'answered';
  outcome: 'pass' | 'mismatch' | 'no_record' | null;
  tries: number;
  dueAtMs: number | null;
  providerReference: string;
  providerCode: string;
  detail: string;
}

const checkMembers = [
  'checkId',
  'customerId',
  'status',
  'outcome',
  'tries',
  'dueAtMs',
  'providerReference',
  'providerCode',
  'detail',
] as const satisfies ReadonlyArray<keyof IdentityCheckRecord>;
const checkColumns = selectList(checkMembers, 'held');

const checkFrom = (row: Readonly<Record<string, unknown>>) =>
  recordFrom<IdentityCheckRecord>(row, checkMembers, 'held') as IdentityCheckRecord;

export async function insertCheck(
  client: Queryable,
  check: { checkId: string; customerId: string; nowMs: number },
): Promise<void> {
  await client.query(
    `INSERT INTO identity_check (check_id, customer_id, status, tries, due_at_ms, provider_reference, provider_code,
       detail, created_at_ms)
     VALUES ($1, $2, 'open', 0, $3, '', '', '', $3)`,
    [check.checkId, check.customerId, check.nowMs],
  );
}

export async function countChecks(
  client: Queryable,
  { customerId, sinceMs }: { customerId: string; sinceMs: number },
): Promise<number> {
  const found = await client.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM identity_check WHERE customer_id = $1 AND created_at_ms > $2',
    [customerId, sinceMs],
  );
  return found.rows[0]?.count ?? 0;
}

/**
 * Takes checks that are due, of one customer or of all, and puts them off to `leaseUntilMs`; the try is counted
 * before it is made. Whoever dies with one leaves it due again.
 */
export async function leaseDueChecks(
  client: Queryable,
  options: { customerId?: string; nowMs: number; leaseUntilMs: number; limit: number },
): Promise<IdentityCheckRecord[]> {
  const result = await client.query(
    `UPDATE identity_check AS held SET due_at_ms = $2, tries = held.tries + 1, last_asked_at_ms = $1
     FROM (
       SELECT check_id FROM identity_check
       WHERE status = 'open' AND due_at_ms <= $1 AND ($4::uuid IS NULL OR customer_id = $4)
       ORDER BY due_at_ms, check_id LIMIT $3 FOR UPDATE SKIP LOCKED
     ) AS due
     WHERE held.check_id = due.check_id RETURNING ${checkColumns}`,
    [options.nowMs, options.leaseUntilMs, options.limit, options.customerId ?? null],
  );
  return result.rows.map(checkFrom);
}

export async function readNextDueCheckMs(client: Queryable): Promise<number | undefined> {
  const result = await client.query<{ due: bigint | null }>(
    `SELECT min(due_at_ms) AS due FROM identity_check WHERE status = 'open'`,
  );
  const due = result.rows[0]?.due;
  return due === null || due === undefined ? undefined : Number(due);
}

export async function lockCheck(client: Queryable, checkId: string): Promise<IdentityCheckRecord | undefined> {
  const found = await client.query(
    `SELECT ${checkColumns} FROM identity_check AS held WHERE check_id = $1 FOR UPDATE`,
    [checkId],
  );
  return found.rows[0] && checkFrom(found.rows[0]);
}

export async function findLastCheck(client: Queryable, customerId: string): Promise<IdentityCheckRecord | undefined> {
  const found = await client.query(
    `SELECT ${checkColumns} FROM identity_check AS held WHERE customer_id = $1 ORDER BY check_id DESC LIMIT 1`,
    [customerId],
  );
  return found.rows[0] && checkFrom(found.rows[0]);
}

export interface ProviderSaid {
  providerReference: string;
  providerCode: string;
  detail: string;
}

export async function answerCheck(
  client: Queryable,
  checkId: string,
  answer: ProviderSaid & { outcome: 'pass' | 'mismatch' | 'no_record'; nowMs: number },
): Promise<void> {
  await client.query(
    `UPDATE identity_check SET status = 'answered', outcome = $2, due_at_ms = NULL, provider_reference = $3,
       provider_code = $4, detail = $5, answered_at_ms = $6 WHERE check_id = $1`,
    [checkId, answer.outcome, answer.providerReference, answer.providerCode, answer.detail, answer.nowMs],
  );
}

export async function putOffCheck(
  client: Queryable,
  checkId: string,
  next: { dueAtMs: number; providerCode: string; detail: string },
): Promise<void> {
  await client.query(
    `UPDATE identity_check SET due_at_ms = $2, provider_code = $3, detail = $4 WHERE check_id = $1 AND status = 'open'`,
    [checkId, next.dueAtMs, next.providerCode, next.detail.slice(0, 500)],
  );
}
