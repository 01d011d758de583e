/** SQL of the payment codes of our own wallet. */
import type { Queryable } from '../ledger/ledger.ts';
import type { WalletCodeRecord } from './charge-record.ts';

export async function insertWalletCode(
  client: Queryable,
  code: WalletCodeRecord & { codeFingerprint: Buffer },
): Promise<boolean> {
  const done = await client.query(
    `INSERT INTO wallet_code (company_id, code_fingerprint, code_id, account_number, issued_at_ms, expires_at_ms)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [code.companyId, code.codeFingerprint, code.codeId, code.accountNumber, code.issuedAtMs, code.expiresAtMs],
  );
  return done.rowCount === 1;
}

/** The code, its row locked: of many who show it at once, one is served. */
export async function lockWalletCode(
  client: Queryable,
  by: { companyId: string; codeFingerprint: Buffer },
): Promise<WalletCodeRecord | undefined> {
  const found = await client.query<{
    codeId: string;
    accountNumber: string;
    issuedAtMs: bigint;
    expiresAtMs: bigint;
    usedBy: string | null;
  }>(
    `SELECT code_id AS "codeId", account_number AS "accountNumber", issued_at_ms AS "issuedAtMs",
       expires_at_ms AS "expiresAtMs", used_by AS "usedBy"
     FROM wallet_code WHERE company_id = $1 AND code_fingerprint = $2 FOR UPDATE`,
    [by.companyId, by.codeFingerprint],
  );
  const row = found.rows[0];
  return (
    row && {
      ...row,
      companyId: by.companyId,
      issuedAtMs: Number(row.issuedAtMs),
      expiresAtMs: Number(row.expiresAtMs),
    }
  );
}

export async function markCodeUsed(
  client: Queryable,
  by: { companyId: string; codeFingerprint: Buffer; usedBy: string },
): Promise<void> {
  await client.query('UPDATE wallet_code SET used_by = $3 WHERE company_id = $1 AND code_fingerprint = $2', [
    by.companyId,
    by.codeFingerprint,
    by.usedBy,
  ]);
}

/** How many codes the account was given since, and when the first of them. */
export async function countWalletCodes(
  client: Queryable,
  of: { companyId: string; accountNumber: string; sinceMs: number },
): Promise<{ count: number; firstAtMs: number }> {
  const found = await client.query<{ count: number; first: bigint | null }>(
    `SELECT count(*)::int AS count, min(issued_at_ms) AS first FROM wallet_code
     WHERE company_id = $1 AND account_number = $2 AND issued_at_ms > $3`,
    [of.companyId, of.accountNumber, of.sinceMs],
  );
  return { count: found.rows[0]?.count ?? 0, firstAtMs: Number(found.rows[0]?.first ?? of.sinceMs) };
}

export async function deleteOldCodes(
  client: Queryable,
  of: { companyId: string; accountNumber: string; beforeMs: number },
): Promise<void> {
  await client.query('DELETE FROM wallet_code WHERE company_id = $1 AND account_number = $2 AND issued_at_ms < $3', [
    of.companyId,
    of.accountNumber,
    of.beforeMs,
  ]);
}
