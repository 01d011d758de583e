/**
 * SQL of balances over time: trial balances and the sums of statements. An opening balance is that of the latest
 * closed period before it and the entries since; what lies in the period is summed month by month. Every
 * journal has one date, so each of those statements balances by itself, whatever is posted between them.
 */
import type { Currency } from '@qiantai/protos';
import type { AccountCode } from './chart-of-accounts.ts';
import type { Queryable } from './ledger.ts';
import { monthsOf } from './months.ts';

export interface MovedRow {
  code: AccountCode;
  currency: Currency;
  /** Debits less credits. */
  openingMinor: bigint;
  debitsMinor: bigint;
  creditsMinor: bigint;
}

export interface BalancesWish {
  bookId: string;
  /** Both included. */
  from: string;
  to: string;
  /** Leaves out what carried nominal accounts into equity within the period. */
  beforeClosing: boolean;
}

/** By code and currency, subjects summed; accounts that never moved are left out. */
export async function readBalances(client: Queryable, wish: BalancesWish): Promise<MovedRow[]> {
  const base = await readBase(client, wish.bookId, wish.from);
  const rows = new Map<string, MovedRow>();
  const add = (moved: readonly MovedRow[]) => {
    for (const row of moved) {
      const name = `${row.code}\n${row.currency}`;
      const held = rows.get(name);
      if (!held) rows.set(name, { ...row });
      else {
        held.openingMinor += row.openingMinor;
        held.debitsMinor += row.debitsMinor;
        held.creditsMinor += row.creditsMinor;
      }
    }
  };
  if (base) add(await readBaseBalances(client, wish.bookId, base.period));
  add(await readOpening(client, wish, base?.endsOn));
  for (const month of monthsOf(wish.from, wish.to)) add(await readMoved(client, { ...wish, ...month }));
  return [...rows.values()];
}

interface Base {
  period: string;
  endsOn: string;
}

/** The latest period that was closed before a day. */
async function readBase(client: Queryable, bookId: string, day: string): Promise<Base | undefined> {
  const found = await client.query<Base>(
    `SELECT period, ends_on AS "endsOn" FROM ledger_period
     WHERE book_id = $1 AND status = 'closed' AND ends_on < $2::date ORDER BY period DESC LIMIT 1`,
    [bookId, day],
  );
  return found.rows[0];
}

async function readBaseBalances(client: Queryable, bookId: string, period: string): Promise<MovedRow[]> {
  const found = await client.query<MovedRow>(
    `SELECT code, currency, sum(closing_minor)::bigint AS "openingMinor", 0::bigint AS "debitsMinor",
       0::bigint AS "creditsMinor"
     FROM ledger_period_balance WHERE book_id = $1 AND period = $2 GROUP BY code, currency`,
    [bookId, period],
  );
  return found.rows;
}

async function readOpening(client: Queryable, wish: BalancesWish, after: string | undefined): Promise<MovedRow[]> {
  const found = await client.query<MovedRow>(
    `SELECT account.code, account.currency, sum(moved.minor)::bigint AS "openingMinor", 0::bigint AS "debitsMinor",
       0::bigint AS "creditsMinor"
     FROM (
       SELECT account_id, sum(amount_minor) AS minor FROM ledger_entry
       WHERE book_id = $1 AND accounting_date < $2::date AND ($3::date IS NULL OR accounting_date > $3::date)
       GROUP BY account_id
     ) AS moved JOIN ledger_account AS account ON account.book_id = $1 AND account.account_id = moved.account_id
     GROUP BY account.code, account.currency`,
    [wish.bookId, wish.from, after ?? null],
  );
  return found.rows;
}

async function readMoved(client: Queryable, wish: BalancesWish): Promise<MovedRow[]> {
  const open = wish.beforeClosing
    ? `AND NOT EXISTS (SELECT 1 FROM ledger_journal AS journal WHERE journal.book_id = entry.book_id
        AND journal.journal_id = entry.journal_id AND journal.kind IN ('period_close', 'year_close'))`
    : '';
  const found = await client.query<MovedRow>(
    `SELECT account.code, account.currency, 0::bigint AS "openingMinor", sum(moved.debits)::bigint AS "debitsMinor",
       sum(moved.credits)::bigint AS "creditsMinor"
     FROM (
       SELECT account_id, coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0), 0) AS debits,
         coalesce(-sum(amount_minor) FILTER (WHERE amount_minor < 0), 0) AS credits
       FROM ledger_entry AS entry
       WHERE book_id = $1 AND accounting_date BETWEEN $2::date AND $3::date ${open}
       GROUP BY account_id
     ) AS moved JOIN ledger_account AS account ON account.book_id = $1 AND account.account_id = moved.account_id
     GROUP BY account.code, account.currency`,
    [wish.bookId, wish.from, wish.to],
  );
  return found.rows;
}

export interface StatementSums {
  /** Debits less credits. */
  openingMinor: bigint;
  debitsMinor: bigint;
  creditsMinor: bigint;
}

/** Of one account, entries up to `versionMax` counted. */
export async function readStatementSums(
  client: Queryable,
  wish: { bookId: string; accountId: string; from: string; to: string; versionMax: bigint },
): Promise<StatementSums> {
  const base = await readBase(client, wish.bookId, wish.from);
  const opened = await client.query<{ minor: bigint }>(
    `SELECT (coalesce((SELECT closing_minor FROM ledger_period_balance
         WHERE book_id = $1 AND account_id = $2 AND period = $6), 0)
       + coalesce((SELECT sum(amount_minor) FROM ledger_entry WHERE book_id = $1 AND account_id = $2
         AND version <= $3 AND accounting_date < $4::date AND ($5::date IS NULL OR accounting_date > $5::date)), 0)
       )::bigint AS minor`,
    [wish.bookId, wish.accountId, wish.versionMax, wish.from, base?.endsOn ?? null, base?.period ?? ''],
  );
  const sums = { openingMinor: opened.rows[0]?.minor ?? 0n, debitsMinor: 0n, creditsMinor: 0n };
  for (const { from, to } of monthsOf(wish.from, wish.to)) {
    const moved = await client.query<{ debits: bigint; credits: bigint }>(
      `SELECT coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0), 0)::bigint AS debits,
         coalesce(-sum(amount_minor) FILTER (WHERE amount_minor < 0), 0)::bigint AS credits
       FROM ledger_entry WHERE book_id = $1 AND account_id = $2 AND version <= $3
         AND accounting_date BETWEEN $4::date AND $5::date`,
      [wish.bookId, wish.accountId, wish.versionMax, from, to],
    );
    sums.debitsMinor += moved.rows[0]?.debits ?? 0n;
    sums.creditsMinor += moved.rows[0]?.credits ?? 0n;
  }
  return sums;
}
