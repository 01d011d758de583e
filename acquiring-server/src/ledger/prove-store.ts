/**
 * SQL of the proof. Every statement reads a bounded part, so that no snapshot is held for long; entries and
 * journals are only ever added, so a part that was read stays as it was.
 */
import type pg from 'pg';

export type Reader = Pick<pg.Pool, 'query'>;

/** Where an account stands in the order in which accounts are read. */
export interface AccountPlace {
  bookId: string;
  accountId: string;
}

export interface AccountToProve extends AccountPlace {
  code: string;
  subject: string;
  currency: string;
  version: bigint;
  debitsMinor: bigint;
  creditsMinor: bigint;
  hasStray: boolean;
}

/** Accounts behind a place, as they stand now, and whether they have entries behind their version. */
export async function readAccounts(reader: Reader, after: AccountPlace, countMax: number): Promise<AccountToProve[]> {
  const found = await reader.query<AccountToProve>({
    name: 'prove.accounts',
    text: `SELECT book_id AS "bookId", account_id AS "accountId", code, subject, currency, version,
        debits_minor AS "debitsMinor", credits_minor AS "creditsMinor",
        EXISTS (SELECT FROM ledger_entry AS entry WHERE entry.book_id = account.book_id
          AND entry.account_id = account.account_id AND entry.version > account.version) AS "hasStray"
      FROM ledger_account AS account
      WHERE (book_id, account_id) > ($1, $2::uuid) ORDER BY book_id, account_id LIMIT $3`,
    values: [after.bookId, after.accountId, countMax],
  });
  return found.rows;
}

/** What the entries of a part of the journals did to an account. */
export interface AccountPart {
  accountId: string;
  entries: bigint;
  debitsMinor: bigint;
  /**
   * Sum of hashes of (version, balance after) less that of (version before, balance before). Where versions and
   * balances of 1 to n go on from each other, all but the first and the last cancel out, in whatever order they
   * are read: so one pass in the order of the disk proves the chain of every account.
   */
  chain: string;
}

/** Sums by account of the entries of the journals behind one place, up to another. */
export async function sumByAccount(reader: Reader, after: JournalPlace, last: JournalPlace): Promise<AccountPart[]> {
  const found = await reader.query<AccountPart>({
    name: 'prove.by_account',
    text: `SELECT account_id AS "accountId", count(*) AS entries,
        coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0), 0)::bigint AS "debitsMinor",
        sum(hashint8extended(balance_after_minor, version))
          - sum(hashint8extended(balance_after_minor - amount_minor, version - 1)) AS chain
      FROM ledger_entry WHERE (book_id, journal_id) > ($1, $2::uuid) AND (book_id, journal_id) <= ($3, $4::uuid)
      GROUP BY account_id`,
    values: [after.bookId, after.journalId, last.bookId, last.journalId],
  });
  return found.rows;
}

/** What the chain of an account sums to where its first `entries` go on from each other; with the balance then. */
export async function readChainEnds(
  reader: Reader,
  accounts: ReadonlyArray<AccountPlace & { entries: bigint }>,
): Promise<Map<string, { chain: string; balanceMinor: bigint }>> {
  const found = await reader.query<{ accountId: string; chain: string; balanceMinor: bigint }>({
    name: 'prove.chain_ends',
    text: `SELECT entry.account_id AS "accountId", entry.balance_after_minor AS "balanceMinor",
        hashint8extended(entry.balance_after_minor, entry.version)::numeric - hashint8extended(0, 0) AS chain
      FROM unnest($1::text[], $2::uuid[], $3::bigint[]) AS wanted (book_id, account_id, version)
      JOIN ledger_entry AS entry ON entry.book_id = wanted.book_id AND entry.account_id = wanted.account_id
        AND entry.version = wanted.version`,
    values: [
      accounts.map(({ bookId }) => bookId),
      accounts.map(({ accountId }) => accountId),
      accounts.map(({ entries }) => entries),
    ],
  });
  return new Map(found.rows.map((row) => [row.accountId, row]));
}

export interface EntrySums {
  accountId: string;
  entries: bigint;
  debitsMinor: bigint;
  creditsMinor: bigint;
  firstVersion: bigint;
  lastVersion: bigint;
  /** Debits less credits before the first and behind the last of them, as the entries say. */
  balanceBeforeMinor: bigint;
  balanceAfterMinor: bigint;
  /** Version of an entry that does not go on from the one before it; null: every one does. */
  brokenVersion: bigint | null;
}

/** Sums of a part of one account, entry by entry: versions behind `after`, up to `last`. */
export async function sumPart(
  reader: Reader,
  part: AccountPlace & { after: bigint; last: bigint },
): Promise<EntrySums | undefined> {
  const found = await reader.query<EntrySums>({
    name: 'prove.part',
    text: `SELECT account_id AS "accountId", count(*) AS entries,
        coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0), 0)::bigint AS "debitsMinor",
        coalesce(-sum(amount_minor) FILTER (WHERE amount_minor < 0), 0)::bigint AS "creditsMinor",
        min(version) AS "firstVersion", max(version) AS "lastVersion",
        min(before) AS "balanceBeforeMinor", min(after) AS "balanceAfterMinor",
        min(version) FILTER (WHERE broken) AS "brokenVersion"
      FROM (
        SELECT account_id, version, amount_minor,
          CASE WHEN former_version IS NULL THEN balance_after_minor - amount_minor END AS before,
          CASE WHEN next_version IS NULL THEN balance_after_minor END AS after,
          version <> former_version + 1 OR balance_after_minor <> former_balance + amount_minor AS broken
        FROM (
          SELECT account_id, version, amount_minor, balance_after_minor, lag(version) OVER in_order AS former_version,
            lag(balance_after_minor) OVER in_order AS former_balance, lead(version) OVER in_order AS next_version
          FROM ledger_entry WHERE book_id = $1 AND account_id = $2 AND version > $3 AND version <= $4
          WINDOW in_order AS (ORDER BY version)
        ) AS entry
      ) AS entry
      GROUP BY account_id`,
    values: [part.bookId, part.accountId, part.after, part.last],
  });
  return found.rows[0];
}

export interface JournalPlace {
  bookId: string;
  journalId: string;
}

export interface JournalsPart {
  journals: number;
  entries: number;
  /** Those that don't sum to zero, have no entries, or whose entries have no journal. */
  wrong: Array<{ name: string; why: string }>;
}

/** The last of the journals behind a place, at most so many; undefined where there are none. */
export async function endOfPart(
  reader: Reader,
  after: JournalPlace,
  countMax: number,
): Promise<JournalPlace | undefined> {
  const end = await reader.query<JournalPlace>({
    name: 'prove.journals_end',
    text: `SELECT book_id AS "bookId", journal_id AS "journalId" FROM (
        SELECT book_id, journal_id FROM ledger_journal WHERE (book_id, journal_id) > ($1, $2::uuid)
        ORDER BY book_id, journal_id LIMIT $3
      ) AS part ORDER BY book_id DESC, journal_id DESC LIMIT 1`,
    values: [after.bookId, after.journalId, countMax],
  });
  return end.rows[0];
}

/** Proves the journals behind one place, up to another. */
export async function proveJournals(reader: Reader, after: JournalPlace, last: JournalPlace): Promise<JournalsPart> {
  const range = [after.bookId, after.journalId, last.bookId, last.journalId];
  const counted = await reader.query<{
    journals: number;
    entries: number;
    wrong: Array<{ name: string; why: string }> | null;
  }>({
    name: 'prove.journals',
    text: `SELECT count(*) FILTER (WHERE kind IS NOT NULL)::int AS journals, coalesce(sum(entries), 0)::int AS entries,
        jsonb_agg(jsonb_build_object('name', concat_ws(' ', book_id, coalesce(kind, '?'), coalesce(reference, '?'),
            journal_id), 'why', CASE
            WHEN kind IS NULL THEN 'its entries have no journal'
            WHEN entries IS NULL THEN 'it has no entries'
            ELSE 'its entries sum to ' || total END))
          FILTER (WHERE kind IS NULL OR total IS DISTINCT FROM 0) AS wrong
      FROM (
        SELECT book_id, journal_id, kind, reference FROM ledger_journal
        WHERE (book_id, journal_id) > ($1, $2::uuid) AND (book_id, journal_id) <= ($3, $4::uuid)
      ) AS journal
      FULL JOIN (
        SELECT book_id, journal_id, count(*) AS entries, sum(amount_minor) AS total FROM ledger_entry
        WHERE (book_id, journal_id) > ($1, $2::uuid) AND (book_id, journal_id) <= ($3, $4::uuid)
        GROUP BY book_id, journal_id
      ) AS entry USING (book_id, journal_id)`,
    values: range,
  });
  const part = counted.rows[0];
  return {
    journals: part?.journals ?? 0,
    entries: part?.entries ?? 0,
    wrong: (part?.wrong ?? []).slice(0, 100),
  };
}

/** Sums of debits, credits and freezes over all accounts, by book, class and currency. */
export async function sumBooks(reader: Reader): Promise<Array<{ name: string; sumMinor: bigint }>> {
  const found = await reader.query<{ name: string; sumMinor: bigint }>(
    `SELECT book_id || ' ' || currency AS name, sum(debits_minor - credits_minor)::bigint AS "sumMinor"
     FROM ledger_account GROUP BY book_id, currency ORDER BY 1`,
  );
  return found.rows;
}

/** Accounts whose freezes are not the sums of what is left of their active holds. */
export async function findWrongFreezes(reader: Reader): Promise<Array<{ name: string; why: string }>> {
  const found = await reader.query<{ name: string; why: string }>(
    `SELECT account.book_id || ' ' || account.code || ' ' || account.subject || ' ' || account.currency AS name,
       format('frozen %s for trade and %s for risk, active holds %s and %s', account.trade_frozen_minor,
         account.risk_frozen_minor, coalesce(held.trade, 0), coalesce(held.risk, 0)) AS why
     FROM ledger_account AS account LEFT JOIN (
       SELECT book_id, account_id,
         coalesce(sum(amount_minor - captured_minor - released_minor) FILTER (WHERE freeze_kind = 'trade'), 0) AS trade,
         coalesce(sum(amount_minor - captured_minor - released_minor) FILTER (WHERE freeze_kind = 'risk'), 0) AS risk
       FROM ledger_hold WHERE status = 'active' GROUP BY book_id, account_id
     ) AS held USING (book_id, account_id)
     WHERE account.trade_frozen_minor <> coalesce(held.trade, 0) OR account.risk_frozen_minor <> coalesce(held.risk, 0)
     LIMIT 100`,
  );
  return found.rows;
}

/** Holds that are not what their steps say. */
export async function findWrongHolds(reader: Reader): Promise<Array<{ name: string; why: string }>> {
  const found = await reader.query<{ name: string; why: string }>(
    `SELECT hold.book_id || ' ' || hold.hold_id AS name,
       format('captured %s and released %s, its steps %s and %s', hold.captured_minor, hold.released_minor,
         coalesce(step.captured, 0), coalesce(step.released, 0)) AS why
     FROM ledger_hold AS hold LEFT JOIN (
       SELECT book_id, hold_id, sum(captured_minor) AS captured, sum(released_minor) AS released
       FROM ledger_hold_step GROUP BY book_id, hold_id
     ) AS step USING (book_id, hold_id)
     WHERE hold.captured_minor <> coalesce(step.captured, 0) OR hold.released_minor <> coalesce(step.released, 0)
     LIMIT 100`,
  );
  return found.rows;
}

/** Closed periods that don't sum to zero, have a nominal balance, or don't go on from the one before. */
export async function findWrongPeriods(
  reader: Reader,
  nominal: readonly string[],
): Promise<Array<{ name: string; why: string }>> {
  const found = await reader.query<{ name: string; why: string }>(
    `SELECT balance.book_id || ' ' || balance.period || ' ' || balance.currency AS name,
       'its closing balances sum to ' || sum(closing_minor) AS why
     FROM ledger_period_balance AS balance JOIN ledger_period AS period USING (book_id, period)
     WHERE period.status = 'closed'
     GROUP BY balance.book_id, balance.period, balance.currency HAVING sum(closing_minor) <> 0
     UNION ALL
     SELECT balance.book_id || ' ' || balance.period || ' ' || balance.code || ' ' || balance.subject,
       'a nominal account was closed at ' || closing_minor
     FROM ledger_period_balance AS balance JOIN ledger_period AS period USING (book_id, period)
     WHERE period.status = 'closed' AND closing_minor <> 0 AND code = ANY ($1)
     UNION ALL
     SELECT balance.book_id || ' ' || balance.period || ' ' || balance.code || ' ' || balance.subject,
       format('it opens at %s, the period before closed at %s', balance.opening_minor, before.closing_minor)
     FROM ledger_period_balance AS balance JOIN ledger_period_balance AS before
       ON before.book_id = balance.book_id AND before.account_id = balance.account_id
       AND before.period = (SELECT max(period) FROM ledger_period AS earlier
         WHERE earlier.book_id = balance.book_id AND earlier.period < balance.period)
     WHERE balance.opening_minor <> before.closing_minor
     LIMIT 100`,
    [nominal],
  );
  return found.rows;
}

/** Balances of general accounts at the latest close, and of their details' entries up to that day, where they differ. */
export async function findWrongControls(reader: Reader): Promise<Array<{ name: string; why: string }>> {
  const found = await reader.query<{ name: string; why: string }>(
    `WITH latest AS (
       SELECT DISTINCT ON (book_id) book_id, period, ends_on FROM ledger_period WHERE status = 'closed'
       ORDER BY book_id, period DESC
     ), control AS (
       SELECT book_id, ends_on, code, currency, sum(closing_minor) AS closing
       FROM latest JOIN ledger_period_balance USING (book_id, period) GROUP BY book_id, ends_on, code, currency
     )
     SELECT control.book_id || ' ' || control.code || ' ' || control.currency AS name,
       format('closed at %s, its details stand at %s less what came later', control.closing, detail.total) AS why
     FROM control CROSS JOIN LATERAL (
       SELECT coalesce(sum(account.debits_minor - account.credits_minor), 0)
         - coalesce(sum(later.moved), 0) AS total
       FROM ledger_account AS account CROSS JOIN LATERAL (
         SELECT sum(entry.amount_minor) AS moved FROM ledger_entry AS entry
         WHERE entry.book_id = account.book_id AND entry.account_id = account.account_id
           AND entry.accounting_date > control.ends_on
       ) AS later
       WHERE account.book_id = control.book_id AND account.code = control.code AND account.currency = control.currency
     ) AS detail
     WHERE control.closing <> detail.total LIMIT 100`,
  );
  return found.rows;
}

export interface StoredProof {
  proofId: string;
  startedAtMs: number;
  endedAtMs: number;
  passed: boolean;
  journals: bigint;
  entries: bigint;
  accounts: bigint;
  findings: ReadonlyArray<{ check: string; name: string; why: string }>;
}

export async function storeProof(reader: Reader, proof: StoredProof): Promise<void> {
  await reader.query(
    `INSERT INTO ledger_proof (proof_id, started_at_ms, ended_at_ms, passed, journals, entries, accounts, findings)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      proof.proofId,
      proof.startedAtMs,
      proof.endedAtMs,
      proof.passed,
      proof.journals,
      proof.entries,
      proof.accounts,
      JSON.stringify(proof.findings.slice(0, 100)),
    ],
  );
}
