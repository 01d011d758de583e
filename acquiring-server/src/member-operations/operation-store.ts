/** SQL of member operations, their history and reviews, and of what is due. */
import { insertSql, recordFrom, selectList, updateSql } from '../db/records.ts';
import type { Queryable } from '../ledger/ledger.ts';
import type { OperationRecord, OperationRef, OperationReview, OperationStep } from './operation-record.ts';
import type { OperationKind, OperationStatus } from './operation-states.ts';
import type { OperationUsage } from './operation-terms.ts';

const changingMembers = [
  'shortfallMinor',
  'recoveredMinor',
  'status',
  'version',
  'counted',
  'channelTransactionId',
  'payerUrl',
  'reasonCode',
  'channelMessage',
  'exceptionCode',
  'toSend',
  'sentAtMs',
  'dueAtMs',
  'stepCount',
  'driver',
  'updatedAtMs',
] as const satisfies ReadonlyArray<keyof OperationRecord>;

const operationMembers = [
  'companyId',
  'operationKey',
  'requestHash',
  'kind',
  'accountNumber',
  'ledgerCode',
  'payeeAccountNumber',
  'payeeLedgerCode',
  'amountMinor',
  'feeMinor',
  'freeUsedMinor',
  'channelCostMinor',
  'currency',
  'remark',
  'requestedBy',
  'day',
  'holdId',
  'channelAccountId',
  'channelNumber',
  'cardId',
  'deadlineMs',
  'createdAtMs',
  ...changingMembers,
] as const satisfies ReadonlyArray<keyof OperationRecord>;

const selectOperation = `SELECT ${selectList(operationMembers, 'o')} FROM member_operation AS o`;
const byKey = 'WHERE o.company_id = $1 AND o.operation_key = $2';

/** False where the key is taken; waits for whoever is about to take it. */
export async function insertOperation(client: Queryable, operation: OperationRecord): Promise<boolean> {
  const result = await client.query({
    name: 'member_operation+',
    text: `${insertSql('member_operation', operationMembers)} ON CONFLICT (company_id, operation_key) DO NOTHING`,
    values: operationMembers.map((member) => operation[member]),
  });
  return result.rowCount === 1;
}

export async function readOperation(client: Queryable, ref: OperationRef): Promise<OperationRecord | undefined> {
  const found = await client.query(`${selectOperation} ${byKey}`, [ref.companyId, ref.operationKey]);
  return found.rows.map(operationFrom)[0];
}

export async function lockOperation(client: Queryable, ref: OperationRef): Promise<OperationRecord | undefined> {
  const found = await client.query(`${selectOperation} ${byKey} FOR UPDATE`, [ref.companyId, ref.operationKey]);
  return found.rows.map(operationFrom)[0];
}

export async function findByChannelNumber(
  client: Queryable,
  companyId: string,
  channelNumber: string,
): Promise<OperationRecord | undefined> {
  const found = await client.query(`${selectOperation} WHERE o.company_id = $1 AND o.channel_number = $2`, [
    companyId,
    channelNumber,
  ]);
  return found.rows.map(operationFrom)[0];
}

/** `version` is that of the row that was locked. */
export async function updateOperation(client: Queryable, operation: OperationRecord): Promise<void> {
  await client.query({
    name: 'member_operation*',
    text: updateSql('member_operation', ['companyId', 'operationKey'], changingMembers),
    values: [operation.companyId, operation.operationKey, ...changingMembers.map((member) => operation[member])],
  });
}

export async function insertSteps(client: Queryable, steps: readonly OperationStep[]): Promise<void> {
  for (const step of steps) {
    await client.query({
      name: 'member_operation_history+',
      text: insertSql('member_operation_history', stepMembers),
      values: stepMembers.map((member) => (member === 'detail' ? step.detail.slice(0, 500) : step[member])),
    });
  }
}

const stepMembers = [
  'companyId',
  'operationKey',
  'version',
  'event',
  'fromStatus',
  'toStatus',
  'detail',
  'byName',
  'atMs',
] as const satisfies ReadonlyArray<keyof OperationStep>;

export async function readSteps(client: Queryable, ref: OperationRef): Promise<OperationStep[]> {
  const found = await client.query(
    `SELECT ${selectList(stepMembers, 'h')} FROM member_operation_history AS h
     WHERE h.company_id = $1 AND h.operation_key = $2 ORDER BY h.version`,
    [ref.companyId, ref.operationKey],
  );
  return found.rows.flatMap((row) => recordFrom<OperationStep>(row, stepMembers, 'h') ?? []);
}

export interface OperationFilter {
  companyId: string;
  /** Its own operations, and transfers to it. */
  accountNumber?: string;
  kind?: OperationKind;
  status?: OperationStatus;
  /** Only keys below this one. */
  beforeKey?: string;
  limit: number;
}

/** Newest keys first. */
export async function listOperations(client: Queryable, filter: OperationFilter): Promise<OperationRecord[]> {
  const found = await client.query(
    `${selectOperation} WHERE o.company_id = $1
       AND ($2::text IS NULL OR o.account_number = $2 OR o.payee_account_number = $2)
       AND ($3::text IS NULL OR o.kind = $3) AND ($4::text IS NULL OR o.status = $4)
       AND ($5::uuid IS NULL OR o.operation_key < $5)
     ORDER BY o.operation_key DESC LIMIT $6`,
    [
      filter.companyId,
      filter.accountNumber ?? null,
      filter.kind ?? null,
      filter.status ?? null,
      filter.beforeKey ?? null,
      filter.limit,
    ],
  );
  return found.rows.map(operationFrom);
}

/**
 * What counts of the day and of the month's quota, other operations than `exceptKey`. The caller has locked the
 * account, so nobody adds to it meanwhile.
 */
export async function readUsage(
  client: Queryable,
  of: { companyId: string; accountNumber: string; kind: OperationKind; day: string; exceptKey: string },
): Promise<OperationUsage> {
  const found = await client.query<OperationUsage>({
    name: 'member_operation.usage',
    text: `SELECT
        coalesce(sum(amount_minor) FILTER (WHERE day = $4), 0)::bigint AS "dayAmountMinor",
        (count(*) FILTER (WHERE day = $4))::int AS "dayCount",
        coalesce(sum(free_used_minor), 0)::bigint AS "monthFreeUsedMinor"
      FROM member_operation
      WHERE counted AND company_id = $1 AND account_number = $2 AND kind = $3
        AND day BETWEEN date_trunc('month', $4::date)::date AND $4::date AND operation_key <> $5`,
    values: [of.companyId, of.accountNumber, of.kind, of.day, of.exceptKey],
  });
  const usage = found.rows[0];
  if (!usage) throw new TypeError('a sum without a row');
  return usage;
}

const reviewMembers = ['companyId', 'operationKey', 'role', 'byName', 'decision', 'why', 'atMs'] as const;

/** The caller has locked the operation. */
export async function insertReview(client: Queryable, review: OperationReview): Promise<void> {
  await client.query(
    insertSql('member_operation_review', reviewMembers),
    reviewMembers.map((member) => review[member]),
  );
}

export async function readReviews(client: Queryable, ref: OperationRef): Promise<OperationReview[]> {
  const found = await client.query(
    `SELECT ${selectList(reviewMembers, 'r')} FROM member_operation_review AS r
     WHERE r.company_id = $1 AND r.operation_key = $2 ORDER BY r.at_ms, r.role`,
    [ref.companyId, ref.operationKey],
  );
  return found.rows.flatMap((row) => recordFrom<OperationReview>(row, reviewMembers, 'r') ?? []);
}

export interface DueOperation extends OperationRef {
  kind: OperationKind;
}

/** Takes what is due, oldest first, and puts it off to `leaseUntilMs`: whoever dies with one leaves it due again. */
export async function leaseDueOperations(
  client: Queryable,
  options: { nowMs: number; leaseUntilMs: number; limit: number },
): Promise<DueOperation[]> {
  const result = await client.query<DueOperation>({
    name: 'member_operation.lease',
    text: `UPDATE member_operation AS o SET due_at_ms = $2
       FROM (
         SELECT company_id, operation_key FROM member_operation WHERE due_at_ms <= $1
         ORDER BY due_at_ms, company_id, operation_key LIMIT $3 FOR UPDATE SKIP LOCKED
       ) AS due
       WHERE o.company_id = due.company_id AND o.operation_key = due.operation_key
       RETURNING o.company_id AS "companyId", o.operation_key AS "operationKey", o.kind`,
    values: [options.nowMs, options.leaseUntilMs, options.limit],
  });
  return result.rows;
}

/** What of an account stands against closing it: `recharge_processing`, each kind and state once. */
export async function operationsUnderWay(client: Queryable, accountNumber: string): Promise<string[]> {
  const found = await client.query<{ what: string }>(
    `SELECT DISTINCT kind || '_' || status AS what FROM member_operation
     WHERE company_id = (SELECT company_id FROM member_account WHERE account_number = $1)
       AND (account_number = $1 OR payee_account_number = $1)
       AND status IN ('created', 'processing', 'awaiting_payer', 'closing', 'held', 'under_review', 'sent', 'unknown')
     ORDER BY what`,
    [accountNumber],
  );
  return found.rows.map((row) => row.what);
}

/** When the next one is due; undefined where nothing is open. */
export async function readNextOperationDueMs(client: Queryable): Promise<number | undefined> {
  const result = await client.query<{ due: bigint | null }>({
    name: 'member_operation.next',
    text: 'SELECT min(due_at_ms) AS due FROM member_operation WHERE due_at_ms IS NOT NULL',
  });
  const due = result.rows[0]?.due;
  return due === null || due === undefined ? undefined : Number(due);
}

/** What this server had under way when it ended is due at once. */
export async function makeOwnOperationsDue(
  client: Queryable,
  options: { driver: string; nowMs: number },
): Promise<void> {
  await client.query('UPDATE member_operation SET due_at_ms = $2 WHERE driver = $1 AND due_at_ms > $2', [
    options.driver,
    options.nowMs,
  ]);
}

function operationFrom(row: Readonly<Record<string, unknown>>): OperationRecord {
  const found = recordFrom<OperationRecord>(row, operationMembers, 'o');
  if (!found) throw new TypeError('an operation row without members');
  return found;
}
