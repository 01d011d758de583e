/** The proof over all books, read in one statement each so that no long snapshot is held. */
import type { Database } from '../db/database.ts';

export interface BooksProof {
  journals: number;
  entries: number;
  debitsMinor: bigint;
  creditsMinor: bigint;
  /** Nothing below was found. */
  balanced: boolean;
  /** `book/journal` of journals whose entries do not sum to zero, or that have none; at most 100. */
  unbalancedJournals: string[];
  /** `book/account` of accounts whose sums, versions or running balances differ from their entries; at most 100. */
  wrongAccounts: string[];
}

export async function proveBooks(database: Database): Promise<BooksProof> {
  const totals = await database.pool.query<{ entries: number; debits: bigint; credits: bigint }>(
    `SELECT count(*)::int AS entries,
       coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0), 0)::bigint AS debits,
       coalesce(-sum(amount_minor) FILTER (WHERE amount_minor < 0), 0)::bigint AS credits
     FROM ledger_entry`,
  );
  const journals = await database.pool.query<{ count: number }>('SELECT count(*)::int AS count FROM ledger_journal');
  const unbalanced = await database.pool.query<{ name: string }>(
    `SELECT journal.book_id || '/' || journal.journal_id AS name
     FROM ledger_journal AS journal LEFT JOIN (
       SELECT book_id, journal_id, sum(amount_minor) AS sum_minor FROM ledger_entry GROUP BY book_id, journal_id
     ) AS entries USING (book_id, journal_id)
     WHERE sum_minor IS DISTINCT FROM 0
     UNION ALL
     SELECT entry.book_id || '/' || entry.journal_id FROM ledger_entry AS entry
     WHERE NOT EXISTS (SELECT 1 FROM ledger_journal AS journal
       WHERE journal.book_id = entry.book_id AND journal.journal_id = entry.journal_id)
     LIMIT 100`,
  );
  const wrong = await database.pool.query<{ name: string }>(
    `WITH entries AS (
       SELECT book_id, account_id, count(*) AS entries, min(version) AS first, max(version) AS last,
         coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0), 0) AS debits_minor,
         coalesce(-sum(amount_minor) FILTER (WHERE amount_minor < 0), 0) AS credits_minor,
         bool_and(balance_after_minor = running_minor) AS running
       FROM (
         SELECT *, sum(amount_minor) OVER (PARTITION BY book_id, account_id ORDER BY version) AS running_minor
         FROM ledger_entry
       ) AS entry GROUP BY book_id, account_id
     )
     SELECT account.book_id || '/' || account.account_id AS name
     FROM ledger_account AS account LEFT JOIN entries USING (book_id, account_id)
     WHERE account.version <> coalesce(entries.entries, 0)
       OR account.debits_minor <> coalesce(entries.debits_minor, 0)
       OR account.credits_minor <> coalesce(entries.credits_minor, 0)
       OR entries.first <> 1 OR entries.last <> entries.entries OR NOT entries.running
     LIMIT 100`,
  );
  const total = totals.rows[0] ?? { entries: 0, debits: 0n, credits: 0n };
  const unbalancedJournals = unbalanced.rows.map((row) => row.name);
  const wrongAccounts = wrong.rows.map((row) => row.name);
  return {
    journals: journals.rows[0]?.count ?? 0,
    entries: total.entries,
    debitsMinor: total.debits,
    creditsMinor: total.credits,
    balanced: unbalancedJournals.length === 0 && wrongAccounts.length === 0 && total.debits === total.credits,
    unbalancedJournals,
    wrongAccounts,
  };
}
