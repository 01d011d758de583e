/** SQL of request keys: a call that creates something does it once, however often it comes. */
import { serverError } from '../errors.ts';
import type { Queryable } from './account-store.ts';

export interface KeyedRequest {
  /** UUIDv7 of the caller. */
  requestKey: string;
  method: string;
  /** HMAC of what is asked. */
  payloadFingerprint: Buffer;
}

/**
 * Takes the key for what is created with it in the same transaction; undefined where it was free, else what was
 * created with it before. Two with one key at once: the second one waits here for the first. What gets its name
 * later only is written by `keepResult`.
 * @throws CodedError ACCOUNT_KEY_CONFLICT where it was used for another request
 */
export async function takeRequestKey(
  client: Queryable,
  request: KeyedRequest,
  created: { resultId?: string; nowMs: number },
): Promise<string | undefined> {
  const { requestKey, method, payloadFingerprint } = request;
  const inserted = await client.query(
    `INSERT INTO account_request (request_key, method, payload_fingerprint, result_id, at_ms)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (request_key) DO NOTHING`,
    [requestKey, method, payloadFingerprint, created.resultId ?? '', created.nowMs],
  );
  if (inserted.rowCount === 1) return undefined;
  const found = await client.query<{ method: string; fingerprint: Buffer; resultId: string }>(
    `SELECT method, payload_fingerprint AS fingerprint, result_id AS "resultId"
     FROM account_request WHERE request_key = $1`,
    [requestKey],
  );
  const held = found.rows[0];
  if (!held || held.method !== method || !held.fingerprint.equals(payloadFingerprint)) {
    throw serverError('ACCOUNT_KEY_CONFLICT', { requestKey });
  }
  return held.resultId;
}

export async function keepResult(client: Queryable, requestKey: string, resultId: string): Promise<void> {
  await client.query('UPDATE account_request SET result_id = $2 WHERE request_key = $1', [requestKey, resultId]);
}
