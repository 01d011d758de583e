/** SQL of codes for a lost withdrawal password. */
import { recordFrom, selectList } from '../db/records.ts';
import type { Queryable } from './account-store.ts';

export interface PasswordReset {
  resetId: string;
  accountNumber: string;
  codeFingerprint: Buffer;
  status: 'open' | 'used' | 'exhausted' | 'replaced';
  sending: 'prepared' | 'sent' | 'refused' | 'unknown';
  tries: number;
  expiresAtMs: number;
  createdAtMs: number;
}

const members = [
  'resetId',
  'accountNumber',
  'codeFingerprint',
  'status',
  'sending',
  'tries',
  'expiresAtMs',
  'createdAtMs',
] as const satisfies ReadonlyArray<keyof PasswordReset>;

/** How many were asked for since an instant, and when the last one was. */
export async function countResets(
  client: Queryable,
  options: { accountNumber: string; sinceMs: number },
): Promise<{ count: number; lastAtMs: number | undefined }> {
  const found = await client.query<{ count: number; last: bigint | null }>(
    `SELECT count(*)::int AS count, max(created_at_ms) AS last FROM password_reset
     WHERE account_number = $1 AND created_at_ms > $2`,
    [options.accountNumber, options.sinceMs],
  );
  const row = found.rows[0];
  return {
    count: row?.count ?? 0,
    lastAtMs: row?.last === null || row?.last === undefined ? undefined : Number(row.last),
  };
}

/** Those that were open before are good for nothing from now on. */
export async function insertReset(
  client: Queryable,
  reset: Pick<PasswordReset, 'resetId' | 'accountNumber' | 'codeFingerprint' | 'expiresAtMs' | 'createdAtMs'>,
): Promise<void> {
  await client.query(`UPDATE password_reset SET status = 'replaced' WHERE account_number = $1 AND status = 'open'`, [
    reset.accountNumber,
  ]);
  await client.query(
    `INSERT INTO password_reset (reset_id, account_number, code_fingerprint, status, sending, expires_at_ms,
       created_at_ms)
     VALUES ($1, $2, $3, 'open', 'prepared', $4, $5)`,
    [reset.resetId, reset.accountNumber, reset.codeFingerprint, reset.expiresAtMs, reset.createdAtMs],
  );
}

export async function findReset(client: Queryable, resetId: string): Promise<PasswordReset | undefined> {
  return await readReset(client, resetId, '');
}

export async function lockReset(client: Queryable, resetId: string): Promise<PasswordReset | undefined> {
  return await readReset(client, resetId, 'FOR UPDATE');
}

async function readReset(client: Queryable, resetId: string, lock: '' | 'FOR UPDATE') {
  const found = await client.query(
    `SELECT ${selectList(members, 'held')} FROM password_reset AS held WHERE reset_id = $1 ${lock}`,
    [resetId],
  );
  return found.rows[0] && recordFrom<PasswordReset>(found.rows[0], members, 'held');
}

export async function updateReset(
  client: Queryable,
  resetId: string,
  change: Pick<PasswordReset, 'status' | 'tries' | 'sending'>,
): Promise<void> {
  await client.query('UPDATE password_reset SET status = $2, tries = $3, sending = $4 WHERE reset_id = $1', [
    resetId,
    change.status,
    change.tries,
    change.sending,
  ]);
}

/** What became of the message; the code may have been tried meanwhile. */
export async function setSending(client: Queryable, resetId: string, sending: PasswordReset['sending']): Promise<void> {
  await client.query('UPDATE password_reset SET sending = $2 WHERE reset_id = $1', [resetId, sending]);
}
