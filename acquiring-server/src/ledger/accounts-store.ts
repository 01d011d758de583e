/** SQL of ledger accounts and the books that they stand in. */
import type { Clock } from '@qiantai/foundation';
import type { IdMint } from '@qiantai/protos';
import { plainArray, textArray } from '../db/array-literal.ts';
import type { Database } from '../db/database.ts';
import { serverError } from '../errors.ts';
import { type AccountDefinition, chartOfAccounts, classOf, isAccountCode, signOf } from './chart-of-accounts.ts';
import { type AccountKey, bookKindOf } from './journal.ts';
import type { AccountBalance, Ledger, OpenAccountOptions, Queryable } from './ledger.ts';
import { accountName } from './posting-batch.ts';

/** Known accounts; a bound on memory only, forgotten ones are looked up again. */
const knownAccountsMax = 200_000;

interface AccountToOpen {
  key: AccountKey;
  options: OpenAccountOptions;
}

export class AccountsStore {
  private readonly database: Database;
  private readonly clock: Clock;
  private readonly ids: IdMint;
  private readonly known = new Map<string, string>();

  constructor(deps: { database: Database; clock: Clock; ids: IdMint }) {
    this.database = deps.database;
    this.clock = deps.clock;
    this.ids = deps.ids;
  }

  /** Opens what is missing of these and remembers all; guarded ones are only looked up. */
  async remember(keys: Iterable<AccountKey>): Promise<void> {
    const missing = this.missing(keys);
    if (missing.length === 0) return;
    if (this.known.size > knownAccountsMax) this.known.clear();
    for (const [text, id] of await this.findOrOpen(this.database.pool, missing)) this.known.set(text, id);
  }

  /**
   * Gives ids of these accounts; opens what is missing in the caller's transaction. Accounts that it opens are
   * not remembered: it may roll back.
   * @throws CodedError LEDGER_UNKNOWN_ACCOUNT for a guarded account that is not open
   */
  async idsOf(client: Queryable, keys: Iterable<AccountKey>): Promise<(key: AccountKey) => string> {
    const missing = this.missing(keys);
    const found = missing.length === 0 ? undefined : await this.findOrOpen(client, missing);
    return (key) => {
      const text = accountKeyText(key);
      return (this.known.get(text) ?? found?.get(text)) as string;
    };
  }

  /** @throws CodedError LEDGER_BAD_ACCOUNT */
  async open(client: Queryable, key: AccountKey, options: OpenAccountOptions = {}): Promise<string> {
    checkKey(key);
    await insertAccounts(client, [{ key, options }], { nowMs: this.clock.nowMs(), ids: this.ids });
    const id = (await findAccounts(client, [key])).get(accountKeyText(key));
    if (!id) throw new TypeError(`the account ${accountName(key)} was not opened`);
    return id;
  }

  async set(client: Queryable, key: AccountKey, change: Parameters<Ledger['setAccount']>[2]): Promise<void> {
    const held = await this.read(client, key, 'FOR UPDATE');
    if (!held) throw serverError('LEDGER_UNKNOWN_ACCOUNT', { account: accountName(key) });
    if (change.closed && (held.totalMinor !== 0n || held.tradeFrozenMinor !== 0n || held.riskFrozenMinor !== 0n)) {
      throw serverError('LEDGER_ACCOUNT_NOT_EMPTY', { account: accountName(key) });
    }
    await client.query(
      `UPDATE ledger_account SET flow = coalesce($3, flow), overdraft_minor = coalesce($4, overdraft_minor),
         name = coalesce($5, name), closed_at_ms = CASE WHEN $6 THEN coalesce(closed_at_ms, $7) ELSE closed_at_ms END
       WHERE book_id = $1 AND account_id = $2`,
      [
        key.bookId,
        held.accountId,
        change.flow ?? null,
        change.overdraftMinor ?? null,
        change.name ?? null,
        change.closed ?? false,
        this.clock.nowMs(),
      ],
    );
  }

  async read(client: Queryable, key: AccountKey, lock: 'FOR UPDATE' | ''): Promise<AccountBalance | undefined> {
    const found = await client.query<Omit<AccountBalance, 'currency' | 'availableMinor'>>(
      `SELECT account_id AS "accountId", normal_side * (debits_minor - credits_minor) AS "totalMinor",
         trade_frozen_minor AS "tradeFrozenMinor", risk_frozen_minor AS "riskFrozenMinor", version
       FROM ledger_account WHERE book_id = $1 AND code = $2 AND subject = $3 AND currency = $4 ${lock}`,
      [key.bookId, key.code, key.subject, key.currency],
    );
    const row = found.rows[0];
    return (
      row && {
        ...row,
        currency: key.currency,
        availableMinor: row.totalMinor - row.tradeFrozenMinor - row.riskFrozenMinor,
      }
    );
  }

  /** Debits less credits; 0 for an account that is not open. */
  async debitsLessCredits(client: Queryable, key: AccountKey, lock: 'FOR UPDATE' | ''): Promise<bigint> {
    const found = await client.query<{ balance: bigint }>(
      `SELECT debits_minor - credits_minor AS balance FROM ledger_account
       WHERE book_id = $1 AND code = $2 AND subject = $3 AND currency = $4 ${lock}`,
      [key.bookId, key.code, key.subject, key.currency],
    );
    return found.rows[0]?.balance ?? 0n;
  }

  /** In one order, so that two who open the same accounts never wait for each other in a circle. */
  private missing(keys: Iterable<AccountKey>): AccountKey[] {
    const missing = new Map<string, AccountKey>();
    for (const key of keys) {
      const text = accountKeyText(key);
      if (!this.known.has(text)) missing.set(text, key);
    }
    return [...missing].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key);
  }

  private async findOrOpen(client: Queryable, missing: readonly AccountKey[]): Promise<Map<string, string>> {
    const open = await findAccounts(client, missing);
    const onDemand = missing.filter((key) => !open.has(accountKeyText(key)) && !isGuarded(key));
    if (onDemand.length > 0) {
      const toOpen = onDemand.map((key) => ({ key, options: {} }));
      await insertAccounts(client, toOpen, { nowMs: this.clock.nowMs(), ids: this.ids });
    }
    const found = onDemand.length > 0 ? await findAccounts(client, missing) : open;
    const lost = missing.find((key) => !found.has(accountKeyText(key)));
    if (lost) throw serverError('LEDGER_UNKNOWN_ACCOUNT', { account: accountName(lost) });
    return found;
  }
}

export function accountKeyText(key: AccountKey): string {
  return `${key.bookId}\n${key.code}\n${key.subject}\n${key.currency}`;
}

function isGuarded(key: AccountKey): boolean {
  const definition: AccountDefinition = chartOfAccounts[key.code];
  return definition.guarded === true;
}

/**
 * Whether the chart knows such an account.
 * @throws CodedError LEDGER_BAD_ACCOUNT
 */
export function checkKey(key: { bookId: string; code: string; subject: string }): void {
  const bad = (why: string) => serverError('LEDGER_BAD_ACCOUNT', { ...key, why });
  if (!isAccountCode(key.code)) throw bad('the chart has no such code');
  const definition: AccountDefinition = chartOfAccounts[key.code];
  if (definition.book !== bookKindOf(key.bookId)) throw bad(`the code is for a ${definition.book}’s book`);
  const parts = key.subject === '' ? [] : key.subject.split('/');
  if (parts.length !== definition.subject.length || parts.some((part) => part === '')) {
    throw bad(`its subject is ${definition.subject.join('/') || 'empty'}`);
  }
}

/** Rows of the books first: an account copies its book's closed period under that row's lock. */
async function insertAccounts(
  client: Queryable,
  accounts: readonly AccountToOpen[],
  context: { nowMs: number; ids: IdMint },
): Promise<void> {
  const bookIds = [...new Set(accounts.map(({ key }) => key.bookId))].sort();
  await client.query(
    `INSERT INTO ledger_book (book_id, kind, opened_at_ms)
     SELECT * , $3 FROM unnest($1::text[], $2::text[]) ON CONFLICT (book_id) DO NOTHING`,
    [textArray(bookIds), textArray(bookIds.map(bookKindOf)), context.nowMs],
  );
  await client.query(
    `WITH book AS (
       SELECT book_id, closed_through FROM ledger_book WHERE book_id = ANY ($1::text[]) ORDER BY book_id FOR SHARE
     )
     INSERT INTO ledger_account (book_id, code, subject, currency, account_id, class, normal_side, overdraft_minor,
       flow, name, closed_through, opened_at_ms)
     SELECT wanted.*, book.closed_through, $12
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::smallint[], $9::bigint[],
       $10::text[], $11::text[])
       AS wanted (book_id, code, subject, currency, account_id, class, normal_side, overdraft_minor, flow, name)
       JOIN book USING (book_id)
     ON CONFLICT (book_id, code, subject, currency) DO NOTHING`,
    [
      textArray(bookIds),
      textArray(accounts.map(({ key }) => key.bookId)),
      textArray(accounts.map(({ key }) => key.code)),
      textArray(accounts.map(({ key }) => key.subject)),
      textArray(accounts.map(({ key }) => key.currency)),
      plainArray(accounts.map(() => context.ids.uuid7())),
      textArray(accounts.map(({ key }) => classOf(key.code))),
      plainArray(accounts.map(({ key }) => signOf(key.code))),
      plainArray(accounts.map(({ key, options }) => (isGuarded(key) ? (options.overdraftMinor ?? 0n) : null))),
      textArray(accounts.map(({ options }) => options.flow ?? 'both')),
      textArray(accounts.map(({ options }) => options.name ?? '')),
      context.nowMs,
    ],
  );
}

async function findAccounts(client: Queryable, keys: readonly AccountKey[]): Promise<Map<string, string>> {
  const found = await client.query<AccountKey & { accountId: string }>(
    `SELECT book_id AS "bookId", code, subject, currency, account_id AS "accountId"
     FROM ledger_account JOIN unnest($1::text[], $2::text[], $3::text[], $4::text[])
       AS wanted (book_id, code, subject, currency) USING (book_id, code, subject, currency)`,
    [
      textArray(keys.map((key) => key.bookId)),
      textArray(keys.map((key) => key.code)),
      textArray(keys.map((key) => key.subject)),
      textArray(keys.map((key) => key.currency)),
    ],
  );
  return new Map(found.rows.map((row) => [accountKeyText(row), row.accountId]));
}
