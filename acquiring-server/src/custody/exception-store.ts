/** SQL of what a person must look at. */
import type { IdMint } from '@qiantai/protos';
import type { Queryable } from '../ledger/ledger.ts';

export const exceptionCodes = [
  /** The schedule of inquiries is over without an outcome; asking goes on. */
  'INSTRUCTION_UNRESOLVED',
  'INSTRUCTION_REJECTED',
  /** The bank answered with another amount, number, account or day. */
  'INSTRUCTION_ANSWER_DIFFERS',
  'INSTRUCTION_BANK_FUNDS',
  /** What the bank answered could not be posted. */
  'INSTRUCTION_NOT_POSTED',
  'PAYMENT_RETURNED',
  /** Half a day after its day the bank has not given it. */
  'STATEMENT_LATE',
  'STATEMENT_REFUSED',
  'STATEMENT_CHANGED',
  /** The bank said that it paid, and its statement does not show it. */
  'LINE_MISSING',
  /** The statement shows a payment on another day than the bank had answered. */
  'LINE_OTHER_DAY',
  'LINE_UNMATCHED',
  'LINE_AMBIGUOUS',
  /** A line names an instruction that it does not fit. */
  'LINE_CONTRADICTS',
  'CUSTODY_PROOF_FAILED',
  'POSITION_SHORT',
] as const;
export type ExceptionCode = (typeof exceptionCodes)[number];

export interface CustodyException {
  exceptionId: string;
  code: ExceptionCode;
  subject: string;
  detail: string;
  status: 'open' | 'resolved';
  openedAtMs: number;
  resolvedBy: string;
  resolvedNote: string;
}

/** Once for a subject and code: it is opened again where it offends again after it was resolved. */
export async function openCustodyException(
  client: Queryable,
  ids: IdMint,
  exception: { code: ExceptionCode; subject: string; detail: string; atMs: number },
): Promise<void> {
  await client.query(
    `INSERT INTO custody_exception AS held (exception_id, code, subject, detail, status, opened_at_ms, resolved_by,
       resolved_note)
     VALUES ($1, $2, $3, $4, 'open', $5, '', '')
     ON CONFLICT (subject, code) DO UPDATE SET detail = excluded.detail, status = 'open', resolved_by = '',
       resolved_note = '', resolved_at_ms = NULL,
       opened_at_ms = CASE held.status WHEN 'open' THEN held.opened_at_ms ELSE excluded.opened_at_ms END`,
    [ids.uuid7(), exception.code, exception.subject, exception.detail.slice(0, 2000), exception.atMs],
  );
}

/** Whether one was open. */
export async function resolveCustodyException(
  client: Queryable,
  which: { exceptionId: string } | { code: ExceptionCode; subject: string },
  by: { operator: string; note: string; atMs: number },
): Promise<boolean> {
  const [where, values] =
    'exceptionId' in which
      ? ['exception_id = $4', [which.exceptionId]]
      : ['subject = $4 AND code = $5', [which.subject, which.code]];
  const result = await client.query(
    `UPDATE custody_exception SET status = 'resolved', resolved_by = $1, resolved_note = $2, resolved_at_ms = $3
     WHERE status = 'open' AND ${where}`,
    [by.operator, by.note, by.atMs, ...values],
  );
  return result.rowCount === 1;
}

/** Newest first; `before` is the last id of the page before. */
export async function listCustodyExceptions(
  client: Queryable,
  filter: { openOnly: boolean },
  page: { before?: string; limit: number },
): Promise<CustodyException[]> {
  const rows = await client.query<Omit<CustodyException, 'openedAtMs'> & { openedAtMs: bigint }>(
    `SELECT exception_id AS "exceptionId", code, subject, detail, status, opened_at_ms AS "openedAtMs",
       resolved_by AS "resolvedBy", resolved_note AS "resolvedNote"
     FROM custody_exception
     WHERE (NOT $1 OR status = 'open') AND ($2::uuid IS NULL OR exception_id < $2)
     ORDER BY exception_id DESC LIMIT $3`,
    [filter.openOnly, page.before ?? null, page.limit],
  );
  return rows.rows.map((row) => ({ ...row, openedAtMs: Number(row.openedAtMs) }));
}
