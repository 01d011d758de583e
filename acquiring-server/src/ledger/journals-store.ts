/** SQL that reads journals again: the ids of those posted before, and the mirror of one. */
import { textArray } from '../db/array-literal.ts';
import { serverError } from '../errors.ts';
import type { AccountCode } from './chart-of-accounts.ts';
import type { AccountKey, Journal } from './journal.ts';
import type { Queryable } from './ledger.ts';

type JournalName = Pick<Journal, 'bookId' | 'kind' | 'reference'>;

/** Ids of journals by book, kind and reference. */
export async function readJournalIds(
  client: Queryable,
  journals: readonly JournalName[],
): Promise<(journal: JournalName) => string> {
  const ids = new Map<string, string>();
  if (journals.length > 0) {
    const found = await client.query<JournalName & { journalId: string }>(
      `SELECT book_id AS "bookId", kind, reference, journal_id AS "journalId" FROM ledger_journal
       JOIN unnest($1::text[], $2::text[], $3::text[]) AS wanted (book_id, kind, reference) USING (book_id, kind, reference)`,
      [
        textArray(journals.map(({ bookId }) => bookId)),
        textArray(journals.map(({ kind }) => kind)),
        textArray(journals.map(({ reference }) => reference)),
      ],
    );
    for (const row of found.rows) ids.set(nameOf(row), row.journalId);
  }
  return (journal) => {
    const id = ids.get(nameOf(journal));
    if (!id) throw new TypeError(`the journal ${nameOf(journal)} was posted and is gone`);
    return id;
  };
}

function nameOf({ bookId, kind, reference }: JournalName): string {
  return `${bookId}\n${kind}\n${reference}`;
}

/**
 * The journal that takes one back: the same accounts, debit and credit exchanged.
 * @throws CodedError LEDGER_JOURNAL_NOT_FOUND
 */
export async function readMirrored(
  client: Queryable,
  journal: { bookId: string; journalId: string },
  by: Pick<Journal, 'reference' | 'accountingDate' | 'postedBy' | 'note'>,
): Promise<Journal> {
  const found = await client.query<{
    currency: AccountKey['currency'];
    code: AccountCode;
    subject: string;
    amountMinor: bigint;
  }>(
    `SELECT journal.currency, account.code, account.subject, entry.amount_minor AS "amountMinor"
     FROM ledger_journal AS journal
       JOIN ledger_entry AS entry ON entry.book_id = journal.book_id AND entry.journal_id = journal.journal_id
         AND entry.accounting_date = journal.accounting_date
       JOIN ledger_account AS account ON account.book_id = entry.book_id AND account.account_id = entry.account_id
     WHERE journal.book_id = $1 AND journal.journal_id = $2 ORDER BY entry.leg`,
    [journal.bookId, journal.journalId],
  );
  const [first] = found.rows;
  if (!first) throw serverError('LEDGER_JOURNAL_NOT_FOUND', { journal: journal.journalId });
  return {
    ...by,
    bookId: journal.bookId,
    kind: 'correction',
    currency: first.currency,
    reverses: journal.journalId,
    legs: found.rows.map(({ code, subject, currency, amountMinor }) => ({
      account: { bookId: journal.bookId, code, subject, currency },
      amountMinor: -amountMinor,
    })),
  };
}
