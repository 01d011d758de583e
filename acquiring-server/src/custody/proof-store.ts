/** SQL of the daily proof and of the position: balances of the platform's book as of a day, and what is kept of both. */
import { platformBook } from '../ledger/journal.ts';
import type { Queryable } from '../ledger/ledger.ts';
import type { PlatformCode } from './proof-sections.ts';

export interface BalanceAsOf {
  code: PlatformCode;
  /** '' where the code's accounts are summed. */
  subject: string;
  /** Debits less credits of all entries up to the day. */
  balanceMinor: bigint;
}

/**
 * The balances now less the entries of later days: the entries of the day and of all days before are not read. One
 * statement, so one snapshot.
 */
export async function readBalancesAsOf(
  client: Queryable,
  question: { date: string; currency: string; detailed: readonly PlatformCode[]; only?: readonly PlatformCode[] },
): Promise<BalanceAsOf[]> {
  const rows = await client.query<BalanceAsOf>(
    `SELECT account.code, CASE WHEN account.code = ANY ($4::text[]) THEN account.subject ELSE '' END AS subject,
       sum(account.debits_minor - account.credits_minor - coalesce(later.sum_minor, 0))::bigint AS "balanceMinor"
     FROM ledger_account AS account LEFT JOIN (
       SELECT account_id, sum(amount_minor) AS sum_minor FROM ledger_entry
       WHERE book_id = $1 AND accounting_date > $2 GROUP BY account_id
     ) AS later ON later.account_id = account.account_id
     WHERE account.book_id = $1 AND account.currency = $3 AND ($5::text[] IS NULL OR account.code = ANY ($5))
     GROUP BY 1, 2 ORDER BY 1, 2`,
    [platformBook, question.date, question.currency, question.detailed, question.only ?? null],
  );
  return rows.rows;
}

/** What moved on a custody account on a day, by our books. */
export async function readCustodyMovements(
  client: Queryable,
  { date, currency }: { date: string; currency: string },
): Promise<Array<{ bankAccountId: string; inMinor: bigint; outMinor: bigint }>> {
  const rows = await client.query<{ bankAccountId: string; inMinor: bigint; outMinor: bigint }>(
    `SELECT account.subject AS "bankAccountId",
       coalesce(sum(entry.amount_minor) FILTER (WHERE entry.amount_minor > 0), 0)::bigint AS "inMinor",
       coalesce(-sum(entry.amount_minor) FILTER (WHERE entry.amount_minor < 0), 0)::bigint AS "outMinor"
     FROM ledger_account AS account JOIN ledger_entry AS entry
       ON entry.book_id = account.book_id AND entry.account_id = account.account_id AND entry.accounting_date = $2
     WHERE account.book_id = $1 AND account.code = 'platform.custody_bank' AND account.currency = $3
     GROUP BY account.subject`,
    [platformBook, date, currency],
  );
  return rows.rows;
}

/** Suspense that stood open at the end of that day. */
export async function readSuspenseAsOf(
  client: Queryable,
  { date, currency }: { date: string; currency: string },
): Promise<Array<{ bankAccountId: string; amountMinor: bigint }>> {
  const rows = await client.query<{ bankAccountId: string; amountMinor: bigint }>(
    `SELECT bank_account_id AS "bankAccountId", sum(amount_minor)::bigint AS "amountMinor" FROM custody_suspense
     WHERE currency = $2 AND arrived_on <= $1 AND (cleared_on IS NULL OR cleared_on > $1) GROUP BY bank_account_id`,
    [date, currency],
  );
  return rows.rows;
}

export interface UnexplainedLine {
  serialNo: string;
  direction: 'in' | 'out';
  amountMinor: bigint;
  remark: string;
  statementDate: string;
}

/** Lines up to that day that the books have nothing for, at most 100. */
export async function readUnexplainedLines(
  client: Queryable,
  { bankAccountId, date }: { bankAccountId: string; date: string },
): Promise<UnexplainedLine[]> {
  const rows = await client.query<UnexplainedLine>(
    `SELECT serial_no AS "serialNo", direction, amount_minor AS "amountMinor", remark,
       statement_date AS "statementDate"
     FROM bank_statement_line WHERE bank_account_id = $1 AND statement_date <= $2 AND match = 'unexplained'
     ORDER BY statement_date DESC, place LIMIT 100`,
    [bankAccountId, date],
  );
  return rows.rows;
}

export interface PaidElsewhere {
  instructionId: string;
  amountMinor: bigint;
  settledOn: string;
  /** The day whose statement shows it; null where none does. */
  statementDate: string | null;
}

/** Payments that our books have up to that day and the statements up to it do not, at most 100. */
export async function readPaidButNotShown(
  client: Queryable,
  { bankAccountId, date }: { bankAccountId: string; date: string },
): Promise<PaidElsewhere[]> {
  const rows = await client.query<PaidElsewhere>(
    `SELECT i.instruction_id AS "instructionId", i.amount_minor AS "amountMinor", i.settled_on AS "settledOn",
       line.statement_date AS "statementDate"
     FROM bank_instruction AS i LEFT JOIN bank_statement_line AS line
       ON line.instruction_id = i.instruction_id AND line.match = 'paid'
     WHERE i.bank_account_id = $1 AND i.settled_on <= $2 AND i.status IN ('confirmed', 'returned')
       AND (line.statement_date IS NULL OR line.statement_date > $2)
     ORDER BY i.settled_on DESC, i.instruction_id LIMIT 100`,
    [bankAccountId, date],
  );
  return rows.rows;
}

export interface StoredProof {
  proofId: string;
  date: string;
  currency: string;
  passed: boolean;
  heldMinor: bigint;
  owedMinor: bigint;
  ownPartMinor: bigint;
  /** JSON with amounts as text: {accounts, components, findings}. */
  detail: unknown;
  runBy: string;
  runAtMs: number;
}

export async function insertProof(client: Queryable, proof: StoredProof): Promise<void> {
  await client.query(
    `INSERT INTO custody_proof (proof_id, proof_date, currency, passed, held_minor, owed_minor, own_part_minor, detail,
       run_by, run_at_ms)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      proof.proofId,
      proof.date,
      proof.currency,
      proof.passed,
      proof.heldMinor,
      proof.owedMinor,
      proof.ownPartMinor,
      JSON.stringify(proof.detail),
      proof.runBy,
      proof.runAtMs,
    ],
  );
}

export async function readLatestProof(
  client: Queryable,
  { date, currency }: { date: string; currency: string },
): Promise<StoredProof | undefined> {
  const rows = await client.query<Omit<StoredProof, 'runAtMs'> & { runAtMs: bigint }>(
    `SELECT proof_id AS "proofId", proof_date AS date, currency, passed, held_minor AS "heldMinor",
       owed_minor AS "owedMinor", own_part_minor AS "ownPartMinor", detail, run_by AS "runBy", run_at_ms AS "runAtMs"
     FROM custody_proof WHERE proof_date = $1 AND currency = $2 ORDER BY proof_id DESC LIMIT 1`,
    [date, currency],
  );
  const row = rows.rows[0];
  return row && { ...row, runAtMs: Number(row.runAtMs) };
}
