/** SQL of bank instructions and their history. */
import { insertSql, recordFrom, selectList, updateSql } from '../db/records.ts';
import type { Queryable } from '../ledger/ledger.ts';
import type { InstructionPurpose, InstructionRecord } from './bank-records.ts';
import type { InstructionStatus } from './instruction-transitions.ts';

const members = [
  'instructionId',
  'purpose',
  'bankAccountId',
  'payeeBankAccountId',
  'payeeName',
  'payeeBank',
  'payeeKind',
  'payeeAccountSealed',
  'payeeAccountMasked',
  'payeeAccountFingerprint',
  'amountMinor',
  'currency',
  'remark',
  'merchantId',
  'subjectReference',
  'payloadHash',
  'businessDate',
  'platformDate',
  'status',
  'version',
  'waitsFor',
  'bankReference',
  'reasonCode',
  'reasonText',
  'settledOn',
  'returnedOn',
  'stepCount',
  'dueAtMs',
  'driver',
  'sentAtMs',
  'requestedBy',
  'createdAtMs',
  'updatedAtMs',
] as const satisfies ReadonlyArray<keyof InstructionRecord>;

const changing = [
  'status',
  'version',
  'waitsFor',
  'bankReference',
  'reasonCode',
  'reasonText',
  'settledOn',
  'returnedOn',
  'stepCount',
  'dueAtMs',
  'driver',
  'sentAtMs',
  'updatedAtMs',
] as const satisfies ReadonlyArray<keyof InstructionRecord>;

/** Whether it went in: one of the same purpose and subject stays as it is. */
export async function insertInstruction(client: Queryable, record: InstructionRecord): Promise<boolean> {
  const result = await client.query(
    `${insertSql('bank_instruction', members)} ON CONFLICT (purpose, subject_reference) DO NOTHING`,
    members.map((member) => record[member]),
  );
  return result.rowCount === 1;
}

export async function updateInstruction(client: Queryable, record: InstructionRecord): Promise<void> {
  await client.query(updateSql('bank_instruction', ['instructionId'], changing), [
    record.instructionId,
    ...changing.map((member) => record[member]),
  ]);
}

export async function writeInstructionHistory(
  client: Queryable,
  step: {
    instructionId: string;
    version: bigint;
    event: string;
    from: InstructionStatus | null;
    to: InstructionStatus;
    detail: string;
    atMs: number;
  },
): Promise<void> {
  await client.query(
    `INSERT INTO bank_instruction_history (instruction_id, version, event, from_status, to_status, detail, at_ms)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [step.instructionId, step.version, step.event, step.from, step.to, step.detail.slice(0, 500), step.atMs],
  );
}

export interface InstructionStep {
  version: bigint;
  event: string;
  fromStatus: InstructionStatus | null;
  toStatus: InstructionStatus;
  detail: string;
  atMs: number;
}

export async function readInstructionHistory(client: Queryable, instructionId: string): Promise<InstructionStep[]> {
  const rows = await client.query<Omit<InstructionStep, 'atMs'> & { atMs: bigint }>(
    `SELECT version, event, from_status AS "fromStatus", to_status AS "toStatus", detail, at_ms AS "atMs"
     FROM bank_instruction_history WHERE instruction_id = $1 ORDER BY version`,
    [instructionId],
  );
  return rows.rows.map((row) => ({ ...row, atMs: Number(row.atMs) }));
}

export async function readInstruction(
  client: Queryable,
  instructionId: string,
): Promise<InstructionRecord | undefined> {
  return (await select(client, 'instruction_id = $1', [instructionId]))[0];
}

export async function lockInstruction(
  client: Queryable,
  instructionId: string,
): Promise<InstructionRecord | undefined> {
  return (await select(client, 'instruction_id = $1 FOR UPDATE', [instructionId]))[0];
}

export async function readInstructionOfSubject(
  client: Queryable,
  subject: { purpose: InstructionPurpose; subjectReference: string },
): Promise<InstructionRecord | undefined> {
  const { purpose, subjectReference } = subject;
  return (await select(client, 'purpose = $1 AND subject_reference = $2', [purpose, subjectReference]))[0];
}

/**
 * Locks, in the order of their ids, what a statement of an account may speak of: instructions that it names, and
 * those of the payees it names that were told after `since`.
 */
export async function lockInstructionsOfStatement(
  client: Queryable,
  wanted: { bankAccountId: string; instructionIds: string[]; payeeFingerprints: Buffer[]; since: string },
): Promise<InstructionRecord[]> {
  return await select(
    client,
    `(instruction_id = ANY ($2::uuid[]) AND (bank_account_id = $1 OR payee_bank_account_id = $1)
       OR bank_account_id = $1 AND payee_account_fingerprint = ANY ($3::bytea[]) AND platform_date >= $4)
     ORDER BY instruction_id FOR UPDATE`,
    [wanted.bankAccountId, wanted.instructionIds, wanted.payeeFingerprints, wanted.since],
  );
}

/** What the bank said it paid on that day and no line of its statements shows. */
export async function readPaidWithoutLine(
  client: Queryable,
  { bankAccountId, date }: { bankAccountId: string; date: string },
): Promise<InstructionRecord[]> {
  return await select(
    client,
    `bank_account_id = $1 AND settled_on = $2 AND status IN ('confirmed', 'returned') AND NOT EXISTS (
       SELECT 1 FROM bank_statement_line AS line
       WHERE line.instruction_id = i.instruction_id AND line.match = 'paid')
     ORDER BY instruction_id`,
    [bankAccountId, date],
  );
}

/** Told and not ended by the end of that day, of a currency. */
export async function readInTransit(
  client: Queryable,
  { date, currency }: { date: string; currency: string },
): Promise<InstructionRecord[]> {
  return await select(
    client,
    'platform_date <= $1 AND currency = $2 AND (settled_on IS NULL OR settled_on > $1) ORDER BY instruction_id',
    [date, currency],
  );
}

export interface InstructionFilter {
  status?: InstructionStatus;
  purpose?: InstructionPurpose;
  bankAccountId?: string;
  merchantId?: string;
}

/** Newest first; `before` is the last id of the page before. */
export async function listInstructions(
  client: Queryable,
  filter: InstructionFilter,
  page: { before?: string; limit: number },
): Promise<InstructionRecord[]> {
  return await select(
    client,
    `($1::text IS NULL OR status = $1) AND ($2::text IS NULL OR purpose = $2)
       AND ($3::text IS NULL OR bank_account_id = $3) AND ($4::text IS NULL OR merchant_id = $4)
       AND ($5::uuid IS NULL OR instruction_id < $5)
     ORDER BY instruction_id DESC LIMIT $6`,
    [
      filter.status ?? null,
      filter.purpose ?? null,
      filter.bankAccountId ?? null,
      filter.merchantId ?? null,
      page.before ?? null,
      page.limit,
    ],
  );
}

/** Takes what is due and puts it off to `leaseUntilMs`: whoever dies with one leaves it due again. */
export async function leaseDueInstructions(
  client: Queryable,
  options: { nowMs: number; leaseUntilMs: number; limit: number },
): Promise<string[]> {
  const result = await client.query<{ id: string }>({
    name: 'custody.due',
    text: `UPDATE bank_instruction SET due_at_ms = $2
       FROM (
         SELECT instruction_id FROM bank_instruction WHERE due_at_ms <= $1
         ORDER BY due_at_ms, instruction_id LIMIT $3 FOR UPDATE SKIP LOCKED
       ) AS due
       WHERE bank_instruction.instruction_id = due.instruction_id
       RETURNING bank_instruction.instruction_id AS id`,
    values: [options.nowMs, options.leaseUntilMs, options.limit],
  });
  return result.rows.map((row) => row.id);
}

export async function readNextInstructionDueMs(client: Queryable): Promise<number | undefined> {
  const result = await client.query<{ due: bigint | null }>(
    'SELECT min(due_at_ms) AS due FROM bank_instruction WHERE due_at_ms IS NOT NULL',
  );
  const due = result.rows[0]?.due;
  return due === null || due === undefined ? undefined : Number(due);
}

/** What this server had under way when it ended is due at once. */
export async function makeOwnInstructionsDue(
  client: Queryable,
  options: { driver: string; nowMs: number },
): Promise<void> {
  await client.query(
    `UPDATE bank_instruction SET due_at_ms = $2 WHERE status = 'sent' AND driver = $1 AND due_at_ms > $2`,
    [options.driver, options.nowMs],
  );
}

async function select(client: Queryable, where: string, values: unknown[]): Promise<InstructionRecord[]> {
  const rows = await client.query(
    `SELECT ${selectList(members, 'i')} FROM bank_instruction AS i WHERE ${where}`,
    values,
  );
  return rows.rows.map((row) => recordFrom<InstructionRecord>(row, members, 'i') as InstructionRecord);
}
