/**
 * Closing a month of a book. Restartable at any point, in short transactions:
 *
 *   open ──mark──▶ closing: nothing dated in it is taken any more
 *        ──carry──▶ nominal accounts stand at zero, equity has their sum (at a year's end also profit → distribution)
 *        ──write down──▶ what every account stood at (`ledger_period_balance`)
 *        ──▶ closed
 */
import type { Clock } from '@qiantai/foundation';
import type { Currency } from '@qiantai/protos';
import type { Database } from '../db/database.ts';
import { serverError } from '../errors.ts';
import { type AccountCode, equityOfClose, isNominal } from './chart-of-accounts.ts';
import { type AccountKey, bookKindOf, type Journal, type Leg } from './journal.ts';
import type { Ledger } from './ledger.ts';

export interface ClosedPeriod {
  bookId: string;
  /** `YYYY-MM`. */
  period: string;
  endsOn: string;
  /** What was carried into equity by currency, minor units: above zero is a profit. */
  profits: Array<{ currency: Currency; profitMinor: bigint }>;
  accounts: number;
}

export interface PeriodRow {
  bookId: string;
  period: string;
  endsOn: string;
  status: 'closing' | 'closed';
  closedBy: string;
  closedAtMs: bigint | null;
}

export interface Periods {
  /**
   * Closes all that is dated up to the month's last day and not closed yet. Closed already it answers the same.
   * @throws CodedError LEDGER_PERIOD_BAD for no month, one that is not over, or one before a closed one
   */
  closePeriod(request: { bookId: string; period: string; closedBy: string }): Promise<ClosedPeriod>;
  /** The latest first. */
  listPeriods(bookId: string): Promise<PeriodRow[]>;
}

export interface PeriodsDeps {
  database: Database;
  ledger: Ledger;
  clock: Clock;
}

/** Accounts that one transaction of a close touches; fewer than a journal may have legs. */
const chunk = 400;

export function createPeriods(deps: PeriodsDeps): Periods {
  const { database } = deps;
  return {
    closePeriod: async ({ bookId, period, closedBy }) => {
      const endsOn = lastDayOf(bookId, period, deps.clock.nowMs());
      const after = await mark(deps, { bookId, period, endsOn, closedBy });
      if (after !== 'closed') {
        await refuseAccounts(database, bookId, endsOn);
        const range = { bookId, period, endsOn, after };
        await carryNominals(deps, range);
        if (period.endsWith('-12')) await carryProfit(deps, range);
        await writeBalances(database, range);
        await database.pool.query(
          `UPDATE ledger_period SET status = 'closed', closed_at_ms = $3 WHERE book_id = $1 AND period = $2`,
          [bookId, period, deps.clock.nowMs()],
        );
      }
      return await readClosed(database, { bookId, period, endsOn });
    },
    listPeriods: async (bookId) => {
      const found = await database.pool.query<PeriodRow>(
        `SELECT book_id AS "bookId", period, ends_on AS "endsOn", status, closed_by AS "closedBy",
           closed_at_ms AS "closedAtMs"
         FROM ledger_period WHERE book_id = $1 ORDER BY period DESC`,
        [bookId],
      );
      return found.rows;
    },
  };
}

/** The days that are closed: behind `after` (null: from the beginning) up to `endsOn`. */
interface Range {
  bookId: string;
  period: string;
  endsOn: string;
  after: string | null;
}

/** Beijing has no summer time: UTC+8. */
const beijingOffsetMs = 8 * 3_600_000;

function lastDayOf(bookId: string, period: string, nowMs: number): string {
  const bad = (why: string) => serverError('LEDGER_PERIOD_BAD', { period: period.slice(0, 20), bookId, why });
  const match = /^([0-9]{4})-(0[1-9]|1[0-2])$/.exec(period);
  if (!match) throw bad('a period is a month written YYYY-MM');
  const endsOn = new Date(Date.UTC(Number(match[1]), Number(match[2]), 0)).toISOString().slice(0, 10);
  const today = new Date(nowMs + beijingOffsetMs).toISOString().slice(0, 10);
  if (endsOn >= today) throw bad('it is not over');
  return endsOn;
}

/** Answers the last day that was closed before, or that the period is closed. */
async function mark(
  { database, clock }: PeriodsDeps,
  close: { bookId: string; period: string; endsOn: string; closedBy: string },
): Promise<string | null | 'closed'> {
  const { bookId, period, endsOn } = close;
  const bad = (why: string) => serverError('LEDGER_PERIOD_BAD', { period, bookId, why });
  return await database.transaction(async (client) => {
    const book = await client.query<{ closedThrough: string | null }>(
      'SELECT closed_through AS "closedThrough" FROM ledger_book WHERE book_id = $1 FOR UPDATE',
      [bookId],
    );
    if (!book.rows[0]) throw bad('there is no such book');
    const held = await client.query<{ period: string; status: string; endsOn: string }>(
      `SELECT period, status, ends_on AS "endsOn" FROM ledger_period WHERE book_id = $1 ORDER BY period DESC LIMIT 2`,
      [bookId],
    );
    const [last, before] = held.rows;
    if (last?.period === period) return last.status === 'closed' ? 'closed' : (before?.endsOn ?? null);
    if (last && last.period > period) {
      const known = await client.query('SELECT 1 FROM ledger_period WHERE book_id = $1 AND period = $2', [
        bookId,
        period,
      ]);
      if (known.rowCount) return 'closed';
      throw bad(`${last.period} is closed already`);
    }
    if (last && last.status !== 'closed') throw bad(`${last.period} is being closed; finish it first`);
    await client.query(
      `INSERT INTO ledger_period (book_id, period, ends_on, status, closed_by, closing_at_ms)
       VALUES ($1, $2, $3, 'closing', $4, $5)`,
      [bookId, period, endsOn, close.closedBy, clock.nowMs()],
    );
    await client.query('UPDATE ledger_book SET closed_through = $2 WHERE book_id = $1', [bookId, endsOn]);
    return last?.endsOn ?? null;
  });
}

/**
 * Whoever locks an account from now on sees that the days are closed. Accounts that are opened meanwhile copy it
 * from their book, whose row they lock.
 */
async function refuseAccounts(database: Database, bookId: string, endsOn: string): Promise<void> {
  for (;;) {
    const changed = await database.pool.query(
      `WITH next AS (
         SELECT book_id, account_id FROM ledger_account
         WHERE book_id = $1 AND closed_through IS DISTINCT FROM $2::date ORDER BY account_id LIMIT ${chunk} FOR UPDATE
       )
       UPDATE ledger_account AS account SET closed_through = $2::date FROM next
       WHERE account.book_id = next.book_id AND account.account_id = next.account_id`,
      [bookId, endsOn],
    );
    if (!changed.rowCount) return;
  }
}

interface AccountSums {
  accountId: string;
  code: AccountCode;
  subject: string;
  currency: Currency;
  openingMinor: bigint;
  debitsMinor: bigint;
  creditsMinor: bigint;
}

/** Accounts of the book behind one, by their ids, with what they were opened at and moved by in the range. */
async function readSums(database: Database, range: Range, afterId: string): Promise<AccountSums[]> {
  const found = await database.pool.query<AccountSums>(
    `SELECT account.account_id AS "accountId", account.code, account.subject, account.currency,
       coalesce(opening.closing_minor, 0) AS "openingMinor", moved.debits AS "debitsMinor", moved.credits AS "creditsMinor"
     FROM (
       SELECT * FROM ledger_account WHERE book_id = $1 AND account_id > $2 ORDER BY account_id LIMIT ${chunk}
     ) AS account
     LEFT JOIN ledger_period_balance AS opening ON opening.book_id = account.book_id
       AND opening.account_id = account.account_id
       AND opening.period = (SELECT max(period) FROM ledger_period WHERE book_id = $1 AND ends_on <= $3::date)
     CROSS JOIN LATERAL (
       SELECT coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0), 0)::bigint AS debits,
         coalesce(-sum(amount_minor) FILTER (WHERE amount_minor < 0), 0)::bigint AS credits
       FROM ledger_entry AS entry
       WHERE entry.book_id = account.book_id AND entry.account_id = account.account_id
         AND entry.accounting_date <= $4::date AND ($3::date IS NULL OR entry.accounting_date > $3::date)
     ) AS moved
     ORDER BY account.account_id`,
    [range.bookId, afterId, range.after, range.endsOn],
  );
  return found.rows;
}

async function* chunksOfAccounts(database: Database, range: Range): AsyncGenerator<AccountSums[]> {
  let afterId = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const sums = await readSums(database, range, afterId);
    if (sums.length > 0) yield sums;
    const last = sums.at(-1);
    if (!last || sums.length < chunk) return;
    afterId = last.accountId;
  }
}

/** A chunk that was carried before a restart stands at zero now, so nothing is carried twice. */
async function carryNominals(deps: PeriodsDeps, range: Range): Promise<void> {
  const { profit } = equityOfClose[bookKindOf(range.bookId)];
  for await (const sums of chunksOfAccounts(deps.database, range)) {
    await carry(
      deps,
      range,
      sums.filter(({ code }) => isNominal(code)),
      { kind: 'period_close', into: profit },
    );
  }
}

async function carryProfit(deps: PeriodsDeps, range: Range): Promise<void> {
  const { profit, undistributed } = equityOfClose[bookKindOf(range.bookId)];
  for await (const sums of chunksOfAccounts(deps.database, range)) {
    await carry(
      deps,
      range,
      sums.filter(({ code }) => code === profit),
      { kind: 'year_close', into: undistributed },
    );
  }
}

async function carry(
  { ledger }: PeriodsDeps,
  range: Range,
  sums: readonly AccountSums[],
  to: { kind: 'period_close' | 'year_close'; into: AccountCode },
): Promise<void> {
  for (const currency of new Set(sums.map((sum) => sum.currency))) {
    const legs: Leg[] = sums
      .filter((sum) => sum.currency === currency && balanceOf(sum) !== 0n)
      .map((sum) => ({ account: keyOf(range.bookId, sum), amountMinor: -balanceOf(sum) }));
    const first = sums.find((sum) => sum.currency === currency && balanceOf(sum) !== 0n);
    if (!first) continue;
    const total = legs.reduce((sum, leg) => sum + leg.amountMinor, 0n);
    const into = { bookId: range.bookId, code: to.into, subject: '', currency };
    const journal: Journal = {
      bookId: range.bookId,
      kind: to.kind,
      reference: `${range.period}/${currency}/${first.accountId}`,
      currency,
      accountingDate: range.endsOn,
      legs: total === 0n ? legs : [...legs, { account: into, amountMinor: -total }],
    };
    await ledger.submit({ journals: [journal] });
  }
}

function balanceOf(sum: AccountSums): bigint {
  return sum.openingMinor + sum.debitsMinor - sum.creditsMinor;
}

function keyOf(bookId: string, { code, subject, currency }: AccountSums): AccountKey {
  return { bookId, code, subject, currency };
}

async function writeBalances(database: Database, range: Range): Promise<void> {
  for await (const sums of chunksOfAccounts(database, range)) {
    await database.pool.query(
      `INSERT INTO ledger_period_balance (book_id, period, account_id, code, subject, currency, opening_minor,
         debits_minor, credits_minor, closing_minor)
       SELECT $1, $2, account_id, code, subject, currency, opening, debits, credits, opening + debits - credits
       FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[])
         AS item (account_id, code, subject, currency, opening, debits, credits)
       ON CONFLICT (book_id, period, account_id) DO NOTHING`,
      [
        range.bookId,
        range.period,
        sums.map(({ accountId }) => accountId),
        sums.map(({ code }) => code),
        sums.map(({ subject }) => subject),
        sums.map(({ currency }) => currency),
        sums.map(({ openingMinor }) => openingMinor),
        sums.map(({ debitsMinor }) => debitsMinor),
        sums.map(({ creditsMinor }) => creditsMinor),
      ],
    );
  }
}

async function readClosed(
  database: Database,
  close: { bookId: string; period: string; endsOn: string },
): Promise<ClosedPeriod> {
  const { profit } = equityOfClose[bookKindOf(close.bookId)];
  const accounts = await database.pool.query<{ accounts: number }>(
    'SELECT count(*)::int AS accounts FROM ledger_period_balance WHERE book_id = $1 AND period = $2',
    [close.bookId, close.period],
  );
  const profits = await database.pool.query<{ currency: Currency; profitMinor: bigint }>(
    `SELECT account.currency, -sum(entry.amount_minor)::bigint AS "profitMinor"
     FROM ledger_journal AS journal
       JOIN ledger_entry AS entry ON entry.book_id = journal.book_id AND entry.journal_id = journal.journal_id
         AND entry.accounting_date = journal.accounting_date
       JOIN ledger_account AS account ON account.book_id = entry.book_id AND account.account_id = entry.account_id
     WHERE journal.book_id = $1 AND journal.kind = 'period_close' AND journal.reference LIKE $2 || '/%'
       AND account.code = $3
     GROUP BY account.currency ORDER BY account.currency`,
    [close.bookId, close.period, profit],
  );
  return { ...close, profits: profits.rows, accounts: accounts.rows[0]?.accounts ?? 0 };
}
