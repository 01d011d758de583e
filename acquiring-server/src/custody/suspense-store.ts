/** SQL of money that fits nothing, and of how it was cleared. */
import type { Currency } from '@qiantai/protos';
import type { Queryable } from '../ledger/ledger.ts';

export type SuspenseStatus = 'open' | 'proposed' | 'sending_back' | 'cleared';

/** Where suspense is to go. */
export type SuspenseTarget =
  | { to: 'member'; code: string; accountNumber: string }
  | { to: 'merchant'; merchantId: string; businessDate: string }
  | { to: 'clearing'; merchantId: string; channelAccountId: string }
  /** To the account it came from; the bank and kind of that account are not in every statement. */
  | { to: 'back'; payeeBank: string; payeeKind: 'personal' | 'corporate' }
  | { to: 'income' };

export interface SuspenseRecord {
  suspenseId: string;
  bankAccountId: string;
  serialNo: string;
  currency: Currency;
  amountMinor: bigint;
  arrivedOn: string;
  status: SuspenseStatus;
  version: bigint;
  proposal: SuspenseTarget | null;
  proposedBy: string;
  approvedBy: string;
  instructionId: string | null;
  clearedOn: string | null;
}

const columns = `suspense_id AS "suspenseId", bank_account_id AS "bankAccountId", serial_no AS "serialNo", currency,
  amount_minor AS "amountMinor", arrived_on AS "arrivedOn", status, version, proposal, proposed_by AS "proposedBy",
  approved_by AS "approvedBy", instruction_id AS "instructionId", cleared_on AS "clearedOn"`;

export async function insertSuspense(
  client: Queryable,
  record: Pick<
    SuspenseRecord,
    'suspenseId' | 'bankAccountId' | 'serialNo' | 'currency' | 'amountMinor' | 'arrivedOn'
  > & { atMs: number },
): Promise<void> {
  await client.query(
    `INSERT INTO custody_suspense (suspense_id, bank_account_id, serial_no, currency, amount_minor, arrived_on, status,
       version, proposed_by, approved_by, updated_at_ms)
     VALUES ($1, $2, $3, $4, $5, $6, 'open', 1, '', '', $7)`,
    [
      record.suspenseId,
      record.bankAccountId,
      record.serialNo,
      record.currency,
      record.amountMinor,
      record.arrivedOn,
      record.atMs,
    ],
  );
}

export async function lockSuspense(client: Queryable, suspenseId: string): Promise<SuspenseRecord | undefined> {
  const rows = await client.query<SuspenseRecord>(
    `SELECT ${columns} FROM custody_suspense WHERE suspense_id = $1 FOR UPDATE`,
    [suspenseId],
  );
  return rows.rows[0];
}

export async function readSuspenseOfInstruction(
  client: Queryable,
  instructionId: string,
): Promise<SuspenseRecord | undefined> {
  const rows = await client.query<SuspenseRecord>(
    `SELECT ${columns} FROM custody_suspense WHERE instruction_id = $1 FOR UPDATE`,
    [instructionId],
  );
  return rows.rows[0];
}

/** Oldest first, what is not cleared; `after` is the last id of the page before. */
export async function listSuspense(
  client: Queryable,
  page: { after?: string; limit: number },
): Promise<SuspenseRecord[]> {
  const rows = await client.query<SuspenseRecord>(
    `SELECT ${columns} FROM custody_suspense
     WHERE status <> 'cleared' AND ($1::uuid IS NULL OR suspense_id > $1) ORDER BY suspense_id LIMIT $2`,
    [page.after ?? null, page.limit],
  );
  return rows.rows;
}

/** The row and its history in one step. */
export async function moveSuspense(
  client: Queryable,
  held: SuspenseRecord,
  next: SuspenseRecord,
  step: { event: string; by: string; atMs: number },
): Promise<void> {
  await client.query(
    `UPDATE custody_suspense SET status = $2, version = $3, proposal = $4, proposed_by = $5, approved_by = $6,
       instruction_id = $7, cleared_on = $8, updated_at_ms = $9
     WHERE suspense_id = $1`,
    [
      held.suspenseId,
      next.status,
      next.version,
      next.proposal && JSON.stringify(next.proposal),
      next.proposedBy,
      next.approvedBy,
      next.instructionId,
      next.clearedOn,
      step.atMs,
    ],
  );
  await client.query(
    `INSERT INTO custody_suspense_history (suspense_id, version, event, from_status, to_status, by_operator, detail,
       at_ms)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      held.suspenseId,
      next.version,
      step.event,
      held.status,
      next.status,
      step.by,
      JSON.stringify(next.proposal ?? {}),
      step.atMs,
    ],
  );
}
