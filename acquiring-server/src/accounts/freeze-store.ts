/** SQL of freezes that people ordered; the money itself is set aside by the ledger's hold of the same id. */
import { insertSql, recordFrom, selectList } from '../db/records.ts';
import type { FreezeKind } from '../ledger/journal.ts';
import type { Queryable } from './account-store.ts';

export interface AccountFreeze {
  freezeId: string;
  accountNumber: string;
  freezeKind: FreezeKind;
  scope: 'part' | 'whole';
  /** 0 for a whole account. */
  amountMinor: bigint;
  releasedMinor: bigint;
  status: 'active' | 'released';
  why: string;
  placedBy: string;
  placedAtMs: number;
  releasedBy: string;
  releasedAtMs: number | null;
}

const members = [
  'freezeId',
  'accountNumber',
  'freezeKind',
  'scope',
  'amountMinor',
  'releasedMinor',
  'status',
  'why',
  'placedBy',
  'placedAtMs',
  'releasedBy',
  'releasedAtMs',
] as const satisfies ReadonlyArray<keyof AccountFreeze>;
const columns = selectList(members, 'held');
const freezeFrom = (row: Readonly<Record<string, unknown>>) =>
  recordFrom<AccountFreeze>(row, members, 'held') as AccountFreeze;

export async function insertFreeze(client: Queryable, freeze: AccountFreeze): Promise<void> {
  await client.query(
    insertSql('account_freeze', members),
    members.map((member) => freeze[member]),
  );
}

export async function findFreeze(client: Queryable, freezeId: string): Promise<AccountFreeze | undefined> {
  const found = await client.query(`SELECT ${columns} FROM account_freeze AS held WHERE freeze_id = $1`, [freezeId]);
  return found.rows[0] && freezeFrom(found.rows[0]);
}

export async function lockFreeze(client: Queryable, freezeId: string): Promise<AccountFreeze | undefined> {
  const found = await client.query(`SELECT ${columns} FROM account_freeze AS held WHERE freeze_id = $1 FOR UPDATE`, [
    freezeId,
  ]);
  return found.rows[0] && freezeFrom(found.rows[0]);
}

/** The active ones of an account, then those that were given back, newest first; 100 in all. */
export async function listFreezes(client: Queryable, accountNumber: string): Promise<AccountFreeze[]> {
  const found = await client.query(
    `SELECT ${columns} FROM account_freeze AS held WHERE account_number = $1
     ORDER BY status = 'released', freeze_id DESC LIMIT 100`,
    [accountNumber],
  );
  return found.rows.map(freezeFrom);
}

export async function releaseFreeze(
  client: Queryable,
  freezeId: string,
  change: Pick<AccountFreeze, 'releasedMinor' | 'status' | 'releasedBy' | 'releasedAtMs'>,
): Promise<void> {
  await client.query(
    `UPDATE account_freeze SET released_minor = $2, status = $3, released_by = $4, released_at_ms = $5
     WHERE freeze_id = $1`,
    [freezeId, change.releasedMinor, change.status, change.releasedBy, change.releasedAtMs],
  );
}
