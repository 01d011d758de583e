/**
 * SQL that reads the books for people: accounts, journals, entries, holds. Short statements, a page each, by
 * keys that never change, so that what is posted meanwhile moves nothing that was shown.
 */
import type { Currency } from '@qiantai/protos';
import { serverError } from '../errors.ts';
import type { AccountCode } from './chart-of-accounts.ts';
import type { HoldRow } from './holds-store.ts';
import { holdColumns } from './holds-store.ts';
import type { AccountKey } from './journal.ts';
import type { Queryable } from './ledger.ts';
import { accountName } from './posting-batch.ts';

export interface AccountRow extends AccountKey {
  accountId: string;
  name: string;
  debitsMinor: bigint;
  creditsMinor: bigint;
  tradeFrozenMinor: bigint;
  riskFrozenMinor: bigint;
  flow: 'both' | 'in' | 'out' | 'none';
  /** Null: no guard. */
  overdraftMinor: bigint | null;
  version: bigint;
  openedAtMs: bigint;
  closedAtMs: bigint | null;
  closedThrough: string | null;
}

export interface JournalRow {
  journalId: string;
  bookId: string;
  kind: string;
  reference: string;
  currency: Currency;
  accountingDate: string;
  postedAtMs: bigint;
  postedBy: string;
  note: string;
  reverses: string | null;
  reversedBy: string | null;
  linkId: string | null;
}

export interface EntryRow {
  journalId: string;
  leg: number;
  code: AccountCode;
  subject: string;
  currency: Currency;
  /** A debit is above zero, a credit below. */
  amountMinor: bigint;
  accountingDate: string;
  version: bigint;
  balanceAfterMinor: bigint;
  kind: string;
  reference: string;
  postedAtMs: bigint;
  note: string;
}

export interface HoldView extends HoldRow {
  code: AccountCode;
  subject: string;
  currency: Currency;
  placedAtMs: bigint;
  updatedAtMs: bigint;
}

const accountColumns = `account.account_id AS "accountId", account.book_id AS "bookId", account.code, account.subject,
  account.currency, account.name, account.debits_minor AS "debitsMinor", account.credits_minor AS "creditsMinor",
  account.trade_frozen_minor AS "tradeFrozenMinor", account.risk_frozen_minor AS "riskFrozenMinor", account.flow,
  account.overdraft_minor AS "overdraftMinor", account.version, account.opened_at_ms AS "openedAtMs",
  account.closed_at_ms AS "closedAtMs", account.closed_through AS "closedThrough"`;

const journalColumns = `journal.journal_id AS "journalId", journal.book_id AS "bookId", journal.kind,
  journal.reference, journal.currency, journal.accounting_date AS "accountingDate",
  journal.posted_at_ms AS "postedAtMs", journal.posted_by AS "postedBy", journal.note, journal.reverses,
  journal.link_id AS "linkId", (SELECT mirror.journal_id FROM ledger_journal AS mirror
    WHERE mirror.book_id = journal.book_id AND mirror.reverses = journal.journal_id) AS "reversedBy"`;

const entryColumns = `entry.journal_id AS "journalId", entry.leg, account.code, account.subject, account.currency,
  entry.amount_minor AS "amountMinor", entry.accounting_date AS "accountingDate", entry.version,
  entry.balance_after_minor AS "balanceAfterMinor", journal.kind, journal.reference,
  journal.posted_at_ms AS "postedAtMs", journal.note`;

const entrySource = `ledger_entry AS entry
  JOIN ledger_account AS account ON account.book_id = entry.book_id AND account.account_id = entry.account_id
  JOIN ledger_journal AS journal ON journal.book_id = entry.book_id AND journal.journal_id = entry.journal_id`;

/** @throws CodedError LEDGER_UNKNOWN_ACCOUNT */
export async function readAccount(client: Queryable, key: AccountKey): Promise<AccountRow> {
  const found = await client.query<AccountRow>(
    `SELECT ${accountColumns} FROM ledger_account AS account
     WHERE book_id = $1 AND code = $2 AND subject = $3 AND currency = $4`,
    [key.bookId, key.code, key.subject, key.currency],
  );
  const [row] = found.rows;
  if (!row) throw serverError('LEDGER_UNKNOWN_ACCOUNT', { account: accountName(key) });
  return row;
}

/** The first of these that is not open. */
export async function findMissingAccount(
  client: Queryable,
  keys: readonly AccountKey[],
): Promise<AccountKey | undefined> {
  const found = await client.query<{ place: bigint }>(
    `SELECT wanted.place FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY
       AS wanted (book_id, code, subject, currency, place)
     WHERE NOT EXISTS (SELECT 1 FROM ledger_account AS account WHERE account.book_id = wanted.book_id
       AND account.code = wanted.code AND account.subject = wanted.subject AND account.currency = wanted.currency)
     ORDER BY wanted.place LIMIT 1`,
    [
      keys.map(({ bookId }) => bookId),
      keys.map(({ code }) => code),
      keys.map(({ subject }) => subject),
      keys.map(({ currency }) => currency),
    ],
  );
  const [row] = found.rows;
  return row && keys[Number(row.place) - 1];
}

export interface AccountsPage {
  bookId: string;
  code?: string;
  subjectPrefix?: string;
  currency?: string;
  after?: { code: string; subject: string; currency: string };
  limit: number;
}

export async function listAccounts(client: Queryable, page: AccountsPage): Promise<AccountRow[]> {
  const sql = conditions(['account.book_id = ?', page.bookId]);
  if (page.code) sql.and('account.code = ?', page.code);
  if (page.subjectPrefix) sql.and('starts_with(account.subject, ?)', page.subjectPrefix);
  if (page.currency) sql.and('account.currency = ?', page.currency);
  if (page.after) {
    const { code, subject, currency } = page.after;
    sql.and('(account.code, account.subject, account.currency) > (?, ?, ?)', code, subject, currency);
  }
  const found = await client.query<AccountRow>(
    `SELECT ${accountColumns} FROM ledger_account AS account WHERE ${sql.text()}
     ORDER BY account.code, account.subject, account.currency LIMIT ${sql.place(page.limit)}`,
    sql.values,
  );
  return found.rows;
}

export type JournalWish =
  | { bookId: string; journalId: string }
  | { journalId: string }
  | { bookId: string; kind: string; reference: string };

/** @throws CodedError LEDGER_JOURNAL_NOT_FOUND */
export async function readJournal(client: Queryable, wish: JournalWish): Promise<JournalRow> {
  const found = await client.query<JournalRow>(...journalSql(wish));
  const [row] = found.rows;
  if (!row) throw serverError('LEDGER_JOURNAL_NOT_FOUND', { journal: journalWishName(wish) });
  return row;
}

function journalSql(wish: JournalWish): [string, string[]] {
  if ('kind' in wish) {
    return [
      `SELECT ${journalColumns} FROM ledger_journal AS journal WHERE book_id = $1 AND kind = $2 AND reference = $3`,
      [wish.bookId, wish.kind, wish.reference],
    ];
  }
  if ('bookId' in wish) {
    return [
      `SELECT ${journalColumns} FROM ledger_journal AS journal WHERE book_id = $1 AND journal_id = $2`,
      [wish.bookId, wish.journalId],
    ];
  }
  // The keys begin with the book: each book is looked at.
  return [
    `SELECT ${journalColumns} FROM ledger_book AS book JOIN ledger_journal AS journal USING (book_id)
     WHERE journal.journal_id = $1`,
    [wish.journalId],
  ];
}

function journalWishName(wish: JournalWish): string {
  return 'kind' in wish ? `${wish.bookId} ${wish.kind} ${wish.reference}` : wish.journalId;
}

/**
 * Journals that were posted together with one. Their ids were minted in a row after the link's, so a few
 * seconds of ids are looked through in each book instead of an index that every posting would pay for.
 */
export async function listLinked(client: Queryable, journal: JournalRow): Promise<JournalRow[]> {
  if (!journal.linkId) return [];
  const found = await client.query<JournalRow>(
    `SELECT ${journalColumns} FROM ledger_book AS book JOIN ledger_journal AS journal USING (book_id)
     WHERE journal.journal_id > $1::uuid AND journal.journal_id < $2::uuid AND journal.link_id = $1::uuid
       AND journal.journal_id <> $3::uuid
     ORDER BY journal.journal_id`,
    [journal.linkId, laterId(journal.linkId, linkSpanMs), journal.journalId],
  );
  return found.rows;
}

const linkSpanMs = 5000;

/** The least UUIDv7 of an instant so much later than another one's. */
function laterId(id: string, ms: number): string {
  const atMs = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) + ms;
  const time = atMs.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
}

export interface JournalsPage {
  bookId: string;
  from?: string;
  to?: string;
  kind?: string;
  postedBy?: string;
  newestFirst: boolean;
  /** The id of the last journal that was shown. */
  after?: string;
  limit: number;
}

/**
 * By their ids, which are those of the times they were posted. With dates they are found by their first
 * entries: those stand in partitions by date, in the order of ids.
 */
export async function listJournals(client: Queryable, page: JournalsPage): Promise<JournalRow[]> {
  const dated = page.from !== undefined || page.to !== undefined;
  const by = dated ? 'entry' : 'journal';
  const sql = conditions([`${by}.book_id = ?`, page.bookId]);
  if (dated) sql.and('entry.leg = 1');
  if (page.from) sql.and('entry.accounting_date >= ?::date', page.from);
  if (page.to) sql.and('entry.accounting_date <= ?::date', page.to);
  if (page.after) sql.and(`${by}.journal_id ${page.newestFirst ? '<' : '>'} ?::uuid`, page.after);
  if (page.kind) sql.and('journal.kind = ?', page.kind);
  if (page.postedBy) sql.and('journal.posted_by = ?', page.postedBy);
  const source = dated
    ? 'ledger_entry AS entry JOIN ledger_journal AS journal USING (book_id, journal_id)'
    : 'ledger_journal AS journal';
  const found = await client.query<JournalRow>(
    `SELECT ${journalColumns} FROM ${source} WHERE ${sql.text()}
     ORDER BY ${by}.journal_id ${page.newestFirst ? 'DESC' : 'ASC'} LIMIT ${sql.place(page.limit)}`,
    sql.values,
  );
  return found.rows;
}

/** Entries of journals of one book, by journal and leg. */
export async function listEntriesOf(
  client: Queryable,
  bookId: string,
  journals: ReadonlyArray<Pick<JournalRow, 'journalId' | 'accountingDate'>>,
): Promise<EntryRow[]> {
  if (journals.length === 0) return [];
  const found = await client.query<EntryRow>(
    `SELECT ${entryColumns} FROM unnest($2::uuid[], $3::date[]) AS wanted (journal_id, accounting_date)
       JOIN ${entrySource} ON entry.book_id = $1 AND entry.journal_id = wanted.journal_id
         AND entry.accounting_date = wanted.accounting_date
     ORDER BY entry.journal_id, entry.leg`,
    [bookId, journals.map(({ journalId }) => journalId), journals.map(({ accountingDate }) => accountingDate)],
  );
  return found.rows;
}

export interface EntriesPage {
  bookId: string;
  accountId: string;
  from?: string;
  to?: string;
  /** The version of the last entry that was shown. */
  after?: bigint;
  /** Later entries are left out. */
  versionMax?: bigint;
  limit: number;
}

/** In the order in which they were posted. */
export async function listEntries(client: Queryable, page: EntriesPage): Promise<EntryRow[]> {
  const sql = conditions(['entry.book_id = ?', page.bookId], ['entry.account_id = ?::uuid', page.accountId]);
  if (page.after !== undefined) sql.and('entry.version > ?', page.after);
  if (page.versionMax !== undefined) sql.and('entry.version <= ?', page.versionMax);
  if (page.from) sql.and('entry.accounting_date >= ?::date', page.from);
  if (page.to) sql.and('entry.accounting_date <= ?::date', page.to);
  const found = await client.query<EntryRow>(
    `SELECT ${entryColumns} FROM ${entrySource} WHERE ${sql.text()}
     ORDER BY entry.version LIMIT ${sql.place(page.limit)}`,
    sql.values,
  );
  return found.rows;
}

const holdView = `SELECT ${holdColumns}, account.code, account.subject, account.currency,
    hold.placed_at_ms AS "placedAtMs", hold.updated_at_ms AS "updatedAtMs"
  FROM ledger_hold AS hold
    JOIN ledger_account AS account ON account.book_id = hold.book_id AND account.account_id = hold.account_id`;

/** @throws CodedError LEDGER_HOLD_NOT_FOUND */
export async function readHold(client: Queryable, hold: { bookId: string; holdId: string }): Promise<HoldView> {
  const found = await client.query<HoldView>(`${holdView} WHERE hold.book_id = $1 AND hold.hold_id = $2`, [
    hold.bookId,
    hold.holdId,
  ]);
  const [row] = found.rows;
  if (!row) throw serverError('LEDGER_HOLD_NOT_FOUND', { holdId: hold.holdId });
  return row;
}

/** What a capture of that name took; undefined where there was none. */
export async function readCaptured(
  client: Queryable,
  step: { bookId: string; holdId: string; reference: string },
): Promise<bigint | undefined> {
  const found = await client.query<{ captured: bigint }>(
    `SELECT captured_minor AS captured FROM ledger_hold_step
     WHERE book_id = $1 AND hold_id = $2 AND reference = $3 AND step = 'capture'`,
    [step.bookId, step.holdId, step.reference],
  );
  return found.rows[0]?.captured;
}

export interface HoldsPage {
  bookId: string;
  accountId?: string;
  status?: string;
  after?: string;
  limit: number;
}

export async function listHolds(client: Queryable, page: HoldsPage): Promise<HoldView[]> {
  const sql = conditions(['hold.book_id = ?', page.bookId]);
  if (page.accountId) sql.and('hold.account_id = ?::uuid', page.accountId);
  if (page.status) sql.and('hold.status = ?', page.status);
  if (page.after) sql.and('hold.hold_id > ?::uuid', page.after);
  const found = await client.query<HoldView>(
    `${holdView} WHERE ${sql.text()} ORDER BY hold.hold_id LIMIT ${sql.place(page.limit)}`,
    sql.values,
  );
  return found.rows;
}

type Value = string | number | bigint;

/** Conditions with their values: each `?` becomes the place of a parameter. */
function conditions(...first: ReadonlyArray<readonly [string, ...Value[]]>) {
  const parts: string[] = [];
  const values: Value[] = [];
  const place = (value: Value) => `$${values.push(value)}`;
  const and = (text: string, ...given: Value[]) => {
    let next = 0;
    parts.push(text.replace(/\?/g, () => place(given[next++] as Value)));
  };
  for (const [text, ...given] of first) and(text, ...given);
  return { and, place, values, text: () => parts.join(' AND ') };
}
