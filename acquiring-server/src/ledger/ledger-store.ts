/** The ledger's SQL: accounts on demand, set-based posting, proofs. */
import type { Clock } from '@qiantai/foundation';
import type { IdMint } from '@qiantai/protos';
import type pg from 'pg';
import type { Database } from '../db/database.ts';
import { serverError } from '../errors.ts';
import { chartOfAccounts } from './chart-of-accounts.ts';
import { type AccountKey, type Journal, journalsOf, type PostingEvent } from './posting.ts';

type Queryable = Pick<pg.ClientBase, 'query'>;

export interface Ledger {
  /**
   * Opens the accounts that these events need, in a transaction of its own, and remembers them. Worth calling
   * before many postings; `post` opens what is missing itself.
   */
  openAccounts(events: readonly PostingEvent[]): Promise<void>;
  /**
   * Posts within the caller's transaction, with one statement however many events there are. An event that
   * is posted already changes nothing. Answers how many journals were written.
   * @throws CodedError LEDGER_UNBALANCED
   */
  post(client: Queryable, events: readonly PostingEvent[]): Promise<number>;
  /** Debits less credits, with the account's row locked; 0 for an account that is not open. */
  lockBalance(client: Queryable, account: AccountKey): Promise<bigint>;
  balance(account: AccountKey): Promise<bigint>;
}

/** Known accounts; a bound on memory only, forgotten ones are looked up again. */
const knownAccountsMax = 200_000;

export function createLedger(deps: { database: Database; clock: Clock; ids: IdMint }): Ledger {
  const { database, clock, ids } = deps;
  const known = new Map<string, string>();

  const openAccounts = async (events: readonly PostingEvent[]): Promise<void> => {
    const missing = missingAccounts(events.flatMap(journalsOf), known);
    if (known.size > knownAccountsMax) known.clear();
    for (const row of await insertAccounts(database.pool, missing, clock.nowMs(), ids)) {
      known.set(keyText(row), row.accountId);
    }
  };

  return {
    openAccounts,
    post: async (client, events) => {
      const journals = events.flatMap(journalsOf);
      if (journals.length === 0) return 0;
      const accounts = new Map(known);
      const missing = missingAccounts(journals, known);
      // Accounts that this transaction opens are not remembered: it may roll back.
      for (const row of await insertAccounts(client, missing, clock.nowMs(), ids)) {
        accounts.set(keyText(row), row.accountId);
      }
      return await insertJournals(client, journals, { accounts, ids, nowMs: clock.nowMs() });
    },
    lockBalance: async (client, account) => await readBalance(client, account, 'FOR UPDATE'),
    balance: async (account) => await readBalance(database.pool, account, ''),
  };
}

function keyText(key: AccountKey): string {
  return `${key.bookId}\n${key.code}\n${key.subject}\n${key.currency}`;
}

/** In one order, so that two who open the same accounts never wait for each other in a circle. */
function missingAccounts(journals: readonly Journal[], known: ReadonlyMap<string, string>): AccountKey[] {
  const missing = new Map<string, AccountKey>();
  for (const journal of journals) {
    for (const { account } of journal.legs) {
      const text = keyText(account);
      if (!known.has(text)) missing.set(text, account);
    }
  }
  return [...missing].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, account]) => account);
}

async function insertAccounts(
  client: Queryable,
  keys: readonly AccountKey[],
  nowMs: number,
  ids: IdMint,
): Promise<Array<AccountKey & { accountId: string }>> {
  if (keys.length === 0) return [];
  const columns = [
    keys.map((key) => key.bookId),
    keys.map((key) => key.code),
    keys.map((key) => key.subject),
    keys.map((key) => key.currency),
  ];
  await client.query(
    `INSERT INTO ledger_account (book_id, code, subject, currency, account_id, class, opened_at_ms)
     SELECT book_id, code, subject, currency, account_id, class, $7
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[])
       AS wanted (book_id, code, subject, currency, account_id, class)
     ON CONFLICT (book_id, code, subject, currency) DO NOTHING`,
    [...columns, keys.map(() => ids.uuid7()), keys.map((key) => chartOfAccounts[key.code].class), nowMs],
  );
  const rows = await client.query<AccountKey & { accountId: string }>(
    `SELECT book_id AS "bookId", code, subject, currency, account_id AS "accountId"
     FROM ledger_account JOIN unnest($1::text[], $2::text[], $3::text[], $4::text[])
       AS wanted (book_id, code, subject, currency) USING (book_id, code, subject, currency)`,
    columns,
  );
  return rows.rows;
}

/**
 * Journals that are new go in; of their legs each account is locked in the order of ids and updated once,
 * entries get their versions and balances by window functions. One statement: row-by-row loops reach a third
 * of its speed.
 */
const postSql = `
WITH journal AS (
  INSERT INTO ledger_journal (book_id, journal_id, kind, reference, currency, accounting_date, posted_at_ms)
  SELECT book_id, journal_id, kind, reference, currency, accounting_date, $7
  FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::date[])
    AS item (book_id, journal_id, kind, reference, currency, accounting_date)
  ON CONFLICT (book_id, kind, reference) DO NOTHING
  RETURNING book_id, journal_id
), leg AS (
  SELECT item.*
  FROM unnest($8::text[], $9::uuid[], $10::uuid[], $11::smallint[], $12::bigint[]) WITH ORDINALITY
    AS item (book_id, journal_id, account_id, leg, amount_minor, place)
  JOIN journal USING (book_id, journal_id)
), total AS (
  SELECT book_id, account_id, count(*) AS entries, sum(amount_minor)::bigint AS net_minor,
    coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0), 0)::bigint AS debits_minor,
    coalesce(-sum(amount_minor) FILTER (WHERE amount_minor < 0), 0)::bigint AS credits_minor
  FROM leg GROUP BY book_id, account_id
), locked AS (
  SELECT account.book_id, account.account_id
  FROM ledger_account AS account JOIN total USING (book_id, account_id)
  ORDER BY account.book_id, account.account_id
  FOR UPDATE OF account
), updated AS (
  UPDATE ledger_account AS account SET
    debits_minor = account.debits_minor + total.debits_minor,
    credits_minor = account.credits_minor + total.credits_minor,
    version = account.version + total.entries
  FROM total JOIN locked USING (book_id, account_id)
  WHERE account.book_id = total.book_id AND account.account_id = total.account_id
  RETURNING account.book_id, account.account_id, account.version - total.entries AS version_before,
    account.debits_minor - account.credits_minor - total.net_minor AS balance_before_minor
), entry AS (
  INSERT INTO ledger_entry (book_id, account_id, version, journal_id, leg, amount_minor, balance_after_minor)
  SELECT leg.book_id, leg.account_id,
    version_before + row_number() OVER in_order,
    leg.journal_id, leg.leg, leg.amount_minor,
    balance_before_minor + sum(leg.amount_minor) OVER in_order
  FROM leg JOIN updated ON updated.account_id = leg.account_id AND updated.book_id = leg.book_id
  WINDOW in_order AS (PARTITION BY leg.book_id, leg.account_id ORDER BY leg.place ROWS UNBOUNDED PRECEDING)
  RETURNING book_id, journal_id, amount_minor
)
SELECT
  (SELECT count(*)::int FROM journal) AS journals,
  (SELECT count(*)::int FROM leg) AS legs,
  (SELECT count(*)::int FROM entry) AS entries,
  (SELECT count(*)::int FROM (
     SELECT 1 FROM entry GROUP BY book_id, journal_id HAVING sum(amount_minor) <> 0
   ) AS unbalanced) AS unbalanced`;

async function insertJournals(
  client: Queryable,
  journals: readonly Journal[],
  context: { accounts: ReadonlyMap<string, string>; ids: IdMint; nowMs: number },
): Promise<number> {
  const withIds = journals.map((journal) => ({ ...journal, journalId: context.ids.uuid7() }));
  const legs = withIds.flatMap((journal) =>
    journal.legs.map((leg, index) => ({
      bookId: journal.bookId,
      journalId: journal.journalId,
      accountId: context.accounts.get(keyText(leg.account)),
      leg: index + 1,
      amountMinor: leg.amountMinor,
    })),
  );
  const result = await client.query<{ journals: number; legs: number; entries: number; unbalanced: number }>({
    name: 'ledger.post',
    text: postSql,
    values: [
      withIds.map((journal) => journal.bookId),
      withIds.map((journal) => journal.journalId),
      withIds.map((journal) => journal.kind),
      withIds.map((journal) => journal.reference),
      withIds.map((journal) => journal.currency),
      withIds.map((journal) => journal.accountingDate),
      context.nowMs,
      legs.map((leg) => leg.bookId),
      legs.map((leg) => leg.journalId),
      legs.map((leg) => leg.accountId),
      legs.map((leg) => leg.leg),
      legs.map((leg) => leg.amountMinor),
    ],
  });
  const counts = result.rows[0];
  if (!counts || counts.unbalanced > 0 || counts.entries !== counts.legs) {
    const first = withIds[0];
    throw serverError('LEDGER_UNBALANCED', { kind: first?.kind ?? '', reference: first?.reference ?? '' });
  }
  return counts.journals;
}

async function readBalance(client: Queryable, account: AccountKey, lock: 'FOR UPDATE' | ''): Promise<bigint> {
  const found = await client.query<{ balance: bigint }>(
    `SELECT debits_minor - credits_minor AS balance FROM ledger_account
     WHERE book_id = $1 AND code = $2 AND subject = $3 AND currency = $4 ${lock}`,
    [account.bookId, account.code, account.subject, account.currency],
  );
  return found.rows[0]?.balance ?? 0n;
}
