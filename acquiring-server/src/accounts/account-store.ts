/** SQL of accounts: numbers, rows with their types and their sums, history. */
import type pg from 'pg';
import { columnOf, insertSql, recordFrom, selectList } from '../db/records.ts';
import { platformBook } from '../ledger/journal.ts';
import { type AccountRight, accountRights } from './account-rights.ts';
import type { AccountView, Actor, MemberAccount } from './records.ts';

export type Queryable = Pick<pg.ClientBase, 'query'>;

const plainMembers = [
  'accountNumber',
  'companyId',
  'customerId',
  'userId',
  'name',
  'mainAccountNumber',
  'customerKind',
  'typeCode',
  'currency',
  'ledgerCode',
  'status',
  'mayRecharge',
  'mayWithdraw',
  'mayOverdraw',
  'active',
  'overdraftLimitMinor',
  'passwordTries',
  'passwordLockedUntilMs',
  'closingRequestedAtMs',
  'openedAtMs',
  'closedAtMs',
  'version',
  'updatedAtMs',
] as const satisfies ReadonlyArray<keyof MemberAccount>;

const rightColumns = accountRights.map((right) => `type.${right} AS "right.${right}"`).join(', ');
const accountColumns = `${selectList(plainMembers, 'account')}, ${rightColumns},
  account.withdrawal_password_hash IS NOT NULL AS password_set`;
const accountTables = 'member_account AS account JOIN account_type AS type USING (type_code)';

function accountFrom(row: Readonly<Record<string, unknown>>): MemberAccount {
  return {
    ...(recordFrom<Omit<MemberAccount, 'rights' | 'passwordSet'>>(row, plainMembers, 'account') as MemberAccount),
    passwordSet: row['password_set'] as boolean,
    rights: rightsFrom(row),
  };
}

export function rightsFrom(row: Readonly<Record<string, unknown>>): ReadonlySet<AccountRight> {
  return new Set(accountRights.filter((right) => row[`right.${right}`]));
}

/** True where the number was never given out before; it is now. */
export async function issueNumber(client: Queryable, accountNumber: string, nowMs: number): Promise<boolean> {
  const result = await client.query(
    'INSERT INTO account_number (account_number, issued_at_ms) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [accountNumber, nowMs],
  );
  return result.rowCount === 1;
}

export async function insertAccount(
  client: Queryable,
  account: Omit<MemberAccount, 'rights' | 'passwordSet'>,
): Promise<void> {
  await client.query(
    insertSql('member_account', plainMembers),
    plainMembers.map((member) => account[member]),
  );
}

/** The account as it is now. */
export async function findAccount(client: Queryable, accountNumber: string): Promise<MemberAccount | undefined> {
  const found = await client.query({
    name: 'account.find',
    text: `SELECT ${accountColumns} FROM ${accountTables} WHERE account_number = $1`,
    values: [accountNumber],
  });
  return found.rows[0] && accountFrom(found.rows[0]);
}

/** The account, its row locked until the transaction ends. Locks go customer, accounts by number, ledger. */
export async function lockAccount(client: Queryable, accountNumber: string): Promise<MemberAccount | undefined> {
  const found = await client.query({
    name: 'account.lock',
    text: `SELECT ${accountColumns} FROM ${accountTables} WHERE account_number = $1 FOR UPDATE OF account`,
    values: [accountNumber],
  });
  return found.rows[0] && accountFrom(found.rows[0]);
}

/** The accounts of a customer that wait for the identity, locked in the order of their numbers. */
export async function lockAwaiting(client: Queryable, customerId: string): Promise<MemberAccount[]> {
  const found = await client.query(
    `SELECT ${accountColumns} FROM ${accountTables}
     WHERE account.customer_id = $1 AND account.status = 'awaiting_identity'
     ORDER BY account_number FOR UPDATE OF account`,
    [customerId],
  );
  return found.rows.map(accountFrom);
}

/** The customer's main account with the company that is not closed. */
export async function findMainAccount(
  client: Queryable,
  owner: { companyId: string; customerId: string },
): Promise<MemberAccount | undefined> {
  const found = await client.query(
    `SELECT ${accountColumns} FROM ${accountTables}
     WHERE account.company_id = $1 AND account.customer_id = $2 AND account.main_account_number IS NULL
       AND account.status <> 'closed' FOR SHARE OF account`,
    [owner.companyId, owner.customerId],
  );
  return found.rows[0] && accountFrom(found.rows[0]);
}

export async function countOpenSubAccounts(client: Queryable, mainAccountNumber: string): Promise<number> {
  const found = await client.query<{ open: number }>(
    `SELECT count(*)::int AS open FROM member_account WHERE main_account_number = $1 AND status <> 'closed'`,
    [mainAccountNumber],
  );
  return found.rows[0]?.open ?? 0;
}

type Changeable = Pick<
  MemberAccount,
  | 'status'
  | 'mayRecharge'
  | 'mayWithdraw'
  | 'mayOverdraw'
  | 'active'
  | 'overdraftLimitMinor'
  | 'passwordTries'
  | 'passwordLockedUntilMs'
  | 'closingRequestedAtMs'
  | 'closedAtMs'
> & { withdrawalPasswordHash: string };

export interface AccountHistoryRow {
  change: 'status' | 'switch' | 'freeze' | 'limit' | 'password';
  event: string;
  fromValue: string | null;
  toValue: string;
  actor: Actor;
  why: string;
}

/** Changes a locked account and writes why, as one statement each; answers it as it is then. */
export async function changeAccount(
  client: Queryable,
  account: MemberAccount,
  change: Partial<Changeable>,
  history: AccountHistoryRow,
  nowMs: number,
): Promise<MemberAccount> {
  const version = account.version + 1;
  await updateAccount(client, account.accountNumber, { ...change, version, updatedAtMs: nowMs });
  await client.query(
    `INSERT INTO account_history (account_number, version, change, event, from_value, to_value, by_role, by_name, why,
       at_ms)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      account.accountNumber,
      version,
      history.change,
      history.event,
      history.fromValue,
      history.toValue,
      history.actor.role,
      history.actor.name,
      history.why.slice(0, 500),
      nowMs,
    ],
  );
  const { withdrawalPasswordHash, ...plain } = change;
  const passwordSet = account.passwordSet || withdrawalPasswordHash !== undefined;
  return { ...account, ...plain, passwordSet, version, updatedAtMs: nowMs };
}

/** Changes without history: what counts tries of a password. */
export async function updateAccount(
  client: Queryable,
  accountNumber: string,
  change: Partial<Changeable & { version: number; updatedAtMs: number }>,
): Promise<void> {
  const members = Object.keys(change).sort();
  const set = members.map((member, index) => `${columnOf(member)} = $${index + 2}`).join(', ');
  const values = members.map((member) => change[member as keyof typeof change]);
  await client.query(`UPDATE member_account SET ${set} WHERE account_number = $1`, [accountNumber, ...values]);
}

export async function readPasswordHash(client: Queryable, accountNumber: string): Promise<string | undefined> {
  const found = await client.query<{ hash: string | null }>(
    'SELECT withdrawal_password_hash AS hash FROM member_account WHERE account_number = $1',
    [accountNumber],
  );
  return found.rows[0]?.hash ?? undefined;
}

/** The newest 500 changes, oldest first. */
export async function readAccountHistory(client: Queryable, accountNumber: string) {
  const found = await client.query<{
    version: number;
    change: string;
    event: string;
    fromValue: string | null;
    toValue: string;
    byRole: string;
    byName: string;
    why: string;
    atMs: bigint;
  }>(
    `SELECT version, change, event, from_value AS "fromValue", to_value AS "toValue", by_role AS "byRole",
       by_name AS "byName", why, at_ms AS "atMs"
     FROM (
       SELECT * FROM account_history WHERE account_number = $1 ORDER BY version DESC LIMIT 500
     ) AS newest ORDER BY version`,
    [accountNumber],
  );
  return found.rows;
}

/** Of an account's view: the sums are the ledger's, read in the same statement so that they fit the rest. */
const viewColumns = `${accountColumns},
  coalesce(books.normal_side * (books.debits_minor - books.credits_minor), 0)::bigint AS total_minor,
  coalesce(books.trade_frozen_minor, 0) AS trade_frozen_minor, coalesce(books.risk_frozen_minor, 0) AS risk_frozen_minor`;
const viewTables = `${accountTables} LEFT JOIN ledger_account AS books ON books.book_id = '${platformBook}'
  AND books.code = account.ledger_code AND books.subject = account.account_number
  AND books.currency = account.currency`;

function viewFrom(row: Readonly<Record<string, unknown>>): AccountView {
  const totalMinor = row['total_minor'] as bigint;
  const tradeFrozenMinor = row['trade_frozen_minor'] as bigint;
  const riskFrozenMinor = row['risk_frozen_minor'] as bigint;
  const frozenMinor = tradeFrozenMinor + riskFrozenMinor;
  const availableMinor = totalMinor - frozenMinor;
  return { ...accountFrom(row), totalMinor, tradeFrozenMinor, riskFrozenMinor, frozenMinor, availableMinor };
}

export async function viewAccount(client: Queryable, accountNumber: string): Promise<AccountView | undefined> {
  const found = await client.query(`SELECT ${viewColumns} FROM ${viewTables} WHERE account.account_number = $1`, [
    accountNumber,
  ]);
  return found.rows[0] && viewFrom(found.rows[0]);
}

/** What a list may be narrowed to; members that are not there narrow nothing. */
export interface AccountFilter {
  companyId: string;
  customerId?: string | undefined;
  userId?: string | undefined;
  typeCode?: string | undefined;
  status?: string | undefined;
  currency?: string | undefined;
  mainAccountNumber?: string | undefined;
}

/** Where a page ended: the next one begins behind it. */
export interface ListPlace {
  openedAtMs: number;
  accountNumber: string;
}

/** Oldest first, behind a place and not from an offset: what is opened meanwhile moves nothing. */
export async function listAccounts(
  client: Queryable,
  options: { filter: AccountFilter; after: ListPlace | undefined; limit: number },
): Promise<AccountView[]> {
  const { filter, after, limit } = options;
  const found = await client.query(
    `SELECT ${viewColumns} FROM ${viewTables}
     WHERE account.company_id = $1
       AND ($2::uuid IS NULL OR account.customer_id = $2) AND ($3::uuid IS NULL OR account.user_id = $3)
       AND ($4::text IS NULL OR account.type_code = $4) AND ($5::text IS NULL OR account.status = $5)
       AND ($6::text IS NULL OR account.currency = $6)
       AND ($7::text IS NULL OR account.main_account_number = $7)
       AND (account.opened_at_ms, account.account_number) > ($8::bigint, $9::text)
     ORDER BY account.opened_at_ms, account.account_number LIMIT $10`,
    [
      filter.companyId,
      filter.customerId ?? null,
      filter.userId ?? null,
      filter.typeCode ?? null,
      filter.status ?? null,
      filter.currency ?? null,
      filter.mainAccountNumber ?? null,
      after?.openedAtMs ?? -1,
      after?.accountNumber ?? '',
      limit,
    ],
  );
  return found.rows.map(viewFrom);
}
