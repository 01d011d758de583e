import { silentLog } from '@qiantai/foundation';
import { propertyRuns, propertyTimeoutMs } from '@qiantai/foundation/property-runs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccountCode, chartOfAccounts, generalAccounts, isNominal } from './chart-of-accounts.ts';
import { chartRows, writeChart } from './chart-store.ts';
import { anyEvent, openTestLedger, transferJournal } from './ledger.fixture.ts';
import { monthOf, prepareMonths } from './partitions-store.ts';
import { createPeriods, type Periods } from './periods-store.ts';
import { journalsOf, type PostingEvent } from './posting.ts';
import { proveBooks } from './prove-books.ts';

let books: Awaited<ReturnType<typeof openTestLedger>>;
let periods: Periods;
beforeAll(async () => {
  books = await openTestLedger('periods');
  await books.openMembers(10n ** 15n);
  periods = createPeriods(books);
  // All months of the tests are over.
  await books.clock.advance(Date.UTC(2027, 6, 1) - books.clock.nowMs());
});
afterAll(async () => await books.database.close());

const sale = (shop: string, day: string, amount: bigint): PostingEvent => ({
  kind: 'channel_payment',
  reference: books.ids.uuid7(),
  merchantId: shop,
  currency: 'CNY',
  amounts: { settlement: amount, unsettledCoupon: 0n, merchantFee: amount / 100n, channelCost: amount / 200n },
  subjects: { channelAccountId: 'wechat-1' },
  businessDate: day,
  platformDate: day,
});
const balanceOf = async (bookId: string, code: AccountCode) =>
  (
    await books.database.pool.query<{ sum: bigint }>(
      `SELECT coalesce(sum(debits_minor - credits_minor), 0)::bigint AS sum FROM ledger_account WHERE book_id = $1 AND code = $2`,
      [bookId, code],
    )
  ).rows[0]?.sum;
/** Each by itself, refused where its day is closed. */
const submit = async (...events: PostingEvent[]) =>
  await Promise.all(events.map(async (event) => await books.ledger.submit({ journals: journalsOf(event) })));
const refusal = async (work: Promise<unknown>) =>
  await work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );

describe('closing a month', () => {
  it('carries what was earned and spent into equity, keeps what is owed, and takes nothing more for it', async () => {
    await books.post([sale('shop-p', '2026-03-10', 10_000n), sale('shop-p', '2026-04-02', 2_000n)]);
    const closed = await periods.closePeriod({ bookId: 'shop-p', period: '2026-03', closedBy: '李会计' });
    expect(closed).toMatchObject({ endsOn: '2026-03-31', profits: [{ currency: 'CNY', profitMinor: 9_900n }] });
    expect(await balanceOf('shop-p', 'merchant.profit_of_year')).toBe(-9_900n);
    // April goes on, and what is receivable was carried over.
    expect(await balanceOf('shop-p', 'merchant.sales')).toBe(-2_000n);
    expect(await balanceOf('shop-p', 'merchant.receivable_from_acquirer')).toBe(11_880n);
    expect(await refusal(submit(sale('shop-p', '2026-03-31', 5_000n)))).toBe('LEDGER_PERIOD_CLOSED');
    expect(await refusal(submit({ ...sale('shop-p', '2026-03-31', 5n), subjects: { channelAccountId: 'new' } }))).toBe(
      'LEDGER_PERIOD_CLOSED',
    );
    expect(await refusal(submit(sale('shop-p', '2026-04-01', 5_000n)))).toBe('done');
    expect((await proveBooks(books.database)).findings).toEqual([]);
  });

  it('an account that is opened later knows the closed month too, and other books do not', async () => {
    const cash = {
      bookId: 'shop-p',
      code: 'merchant.cash_in_till',
      subject: 'till-9/2026-03-30',
      currency: 'CNY',
    } as const;
    const sales = { bookId: 'shop-p', code: 'merchant.sales', subject: '', currency: 'CNY' } as const;
    const late = transferJournal('late', cash, sales, 5n, { accountingDate: '2026-03-30' });
    expect(await refusal(books.ledger.submit({ journals: [late] }))).toBe('LEDGER_PERIOD_CLOSED');
    const other = {
      ...late,
      bookId: 'shop-q',
      legs: late.legs.map((leg) => ({ ...leg, account: { ...leg.account, bookId: 'shop-q' } })),
    };
    expect(await refusal(books.ledger.submit({ journals: [other] }))).toBe('done');
  });

  it('what is told late of a closed month counts for the first open day, once, and keeps its own day', async () => {
    const late = sale('shop-p', '2026-03-30', 700n);
    const before = await balanceOf('shop-p', 'merchant.sales');
    expect(await books.post([late])).toBe(2);
    expect(await books.post([late])).toBe(0);
    expect(await balanceOf('shop-p', 'merchant.sales')).toBe((before ?? 0n) - 700n);
    const found = await books.database.pool.query(
      'SELECT book_id, accounting_date, event_date FROM ledger_journal WHERE reference LIKE $1 ORDER BY book_id',
      [`%${late.reference}`],
    );
    expect(found.rows).toEqual([
      // The platform's book is not closed.
      { book_id: '@platform', accounting_date: '2026-03-30', event_date: null },
      { book_id: 'shop-p', accounting_date: '2026-04-01', event_date: '2026-03-30' },
    ]);
  });

  it('facts that are told while the month is being closed are all taken, in it or behind it', async () => {
    const tell = async () => await refusal(books.post([sale('shop-v', '2026-06-30', 1_000n)]));
    await tell();
    const facts = Array.from({ length: 30 }, async () => await tell());
    const closing = periods.closePeriod({ bookId: 'shop-v', period: '2026-06', closedBy: 'x' });
    expect(new Set(await Promise.all([...facts, ...Array.from({ length: 30 }, async () => await tell())]))).toEqual(
      new Set(['done']),
    );
    const { profits } = await closing;
    const later =
      -((await balanceOf('shop-v', 'merchant.sales')) ?? 0n) -
      ((await balanceOf('shop-v', 'merchant.acquiring_fee_expense')) ?? 0n);
    expect((profits[0]?.profitMinor ?? 0n) + later).toBe(61n * 990n);
    expect((await proveBooks(books.database)).findings).toEqual([]);
  });

  it('again answers the same and posts nothing; an earlier one, a running one and no month are refused', async () => {
    const before = await books.rowCounts();
    const again = await periods.closePeriod({ bookId: 'shop-p', period: '2026-03', closedBy: 'another' });
    expect(again).toMatchObject({ endsOn: '2026-03-31', profits: [{ profitMinor: 9_900n }] });
    const close = async (period: string, bookId = 'shop-p') =>
      await refusal(periods.closePeriod({ bookId, period, closedBy: 'x' }));
    expect(await close('2026-02')).toBe('LEDGER_PERIOD_BAD');
    expect(await close('2027-07')).toBe('LEDGER_PERIOD_BAD');
    expect(await close('2026-13')).toBe('LEDGER_PERIOD_BAD');
    expect(await close('2026-04', 'no-such-book')).toBe('LEDGER_PERIOD_BAD');
    expect(await books.rowCounts()).toEqual(before);
    expect(await periods.listPeriods('shop-p')).toMatchObject([
      { period: '2026-03', status: 'closed', closedBy: '李会计' },
    ]);
  });

  it('that was broken off at any point is finished by the next', async () => {
    await books.post([sale('shop-r', '2026-05-10', 10_000n), sale('shop-r', '2026-05-11', 30_000n)]);
    for (const point of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]) {
      let left = point;
      const failing =
        (work: (...words: never[]) => unknown) =>
        async (...words: never[]) => {
          if (left-- === 0) throw new Error('killed');
          return await work(...words);
        };
      const { database } = books;
      const broken = createPeriods({
        ...books,
        database: {
          ...database,
          transaction: failing(database.transaction as never) as never,
          pool: new Proxy(database.pool, {
            get: (pool, member) =>
              member === 'query' ? failing(pool.query.bind(pool) as never) : Reflect.get(pool, member),
          }),
        },
      });
      const outcome = await refusal(broken.closePeriod({ bookId: 'shop-r', period: '2026-05', closedBy: 'x' }));
      if (outcome === 'done') break;
      expect(outcome).toContain('killed');
    }
    const closed = await periods.closePeriod({ bookId: 'shop-r', period: '2026-05', closedBy: 'x' });
    expect(closed.profits).toEqual([{ currency: 'CNY', profitMinor: 39_600n }]);
    expect(await balanceOf('shop-r', 'merchant.profit_of_year')).toBe(-39_600n);
    expect((await proveBooks(books.database)).findings).toEqual([]);
  });

  it('of December carries the year’s profit on to distribution', async () => {
    await books.post([sale('shop-y', '2026-11-10', 10_000n), sale('shop-y', '2026-12-10', 20_000n)]);
    await periods.closePeriod({ bookId: 'shop-y', period: '2026-11', closedBy: 'x' });
    await periods.closePeriod({ bookId: 'shop-y', period: '2026-12', closedBy: 'x' });
    expect(await balanceOf('shop-y', 'merchant.profit_of_year')).toBe(0n);
    expect(await balanceOf('shop-y', 'merchant.undistributed_profit')).toBe(-29_700n);
  });

  it('while postings go on loses none of them: each is in the month or refused', async () => {
    const posts = Array.from({ length: 40 }, async (_, index) => {
      const day = index % 2 === 0 ? '2026-06-30' : '2026-07-01';
      return { day, outcome: await refusal(submit(sale('shop-w', day, 1_000n))) };
    });
    await Promise.all(posts.slice(0, 10));
    const [closed, ...outcomes] = await Promise.all([
      periods.closePeriod({ bookId: 'shop-w', period: '2026-06', closedBy: 'x' }),
      ...posts,
    ]);
    const inMonth = outcomes.filter(({ day, outcome }) => day === '2026-06-30' && outcome === 'done').length;
    expect(closed.profits).toEqual([{ currency: 'CNY', profitMinor: BigInt(inMonth) * 990n }]);
    expect(outcomes.filter(({ day }) => day === '2026-07-01').every(({ outcome }) => outcome === 'done')).toBe(true);
    expect((await proveBooks(books.database)).findings).toEqual([]);
  });
});

/** Seed W, chapter 3: what an account stands at is what it was opened at and what moved, on the side of its class. */
describe('the balance formulas', () => {
  it(
    'hold for every account, class and book, whatever is posted and closed',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyEvent, { minLength: 5, maxLength: 25 }), async (events) => {
          const own = await openTestLedger('formulas');
          try {
            await own.openMembers(10n ** 15n);
            await own.clock.advance(Date.UTC(2027, 0, 1) - own.clock.nowMs());
            await own.post([...new Map(events.map((event) => [`${event.kind}${event.reference}`, event])).values()]);
            const closing = createPeriods(own);
            for (const bookId of ['@platform', 'shop-a', 'shop-b']) {
              await refusal(closing.closePeriod({ bookId, period: '2026-01', closedBy: 'x' }));
            }
            await formulasHold(own);
            expect((await proveBooks(own.database)).findings).toEqual([]);
          } finally {
            await own.database.close();
          }
        }),
        propertyRuns({ runs: 3, seed: 3 }),
      );
    },
    propertyTimeoutMs,
  );
});

async function formulasHold(own: typeof books): Promise<void> {
  const { rows } = await own.database.pool.query<{
    bookId: string;
    code: AccountCode;
    currency: string;
    side: number;
    balance: bigint;
    debits: bigint;
    credits: bigint;
    opening: bigint | null;
    monthDebits: bigint | null;
    monthCredits: bigint | null;
    closing: bigint | null;
    later: bigint;
  }>(
    `SELECT account.book_id AS "bookId", account.code, account.currency, normal_side AS side,
       account.debits_minor - account.credits_minor AS balance, account.debits_minor AS debits,
       account.credits_minor AS credits, month.opening_minor AS opening, month.debits_minor AS "monthDebits",
       month.credits_minor AS "monthCredits", month.closing_minor AS closing,
       (SELECT coalesce(sum(amount_minor), 0)::bigint FROM ledger_entry AS entry WHERE entry.book_id = account.book_id
          AND entry.account_id = account.account_id AND accounting_date > '2026-01-31') AS later
     FROM ledger_account AS account LEFT JOIN ledger_period_balance AS month USING (book_id, account_id)`,
  );
  const totals = new Map<string, bigint>();
  for (const row of rows) {
    const general = generalAccounts[chartOfAccounts[row.code].general];
    // 资产: 期末 = 期初 + 借方发生额 - 贷方发生额; 负债与权益: 期末 = 期初 + 贷方发生额 - 借方发生额.
    const closing = row.closing ?? 0n;
    const onItsSide =
      row.side === 1
        ? (row.opening ?? 0n) + (row.monthDebits ?? 0n) - (row.monthCredits ?? 0n)
        : -(-(row.opening ?? 0n) + (row.monthCredits ?? 0n) - (row.monthDebits ?? 0n));
    expect(onItsSide).toBe(closing);
    // What moved later comes on top, and both together are the account.
    expect(closing + row.later).toBe(row.balance);
    // 虚账户期末无余额.
    if (isNominal(row.code)) expect(closing).toBe(0n);
    expect(general.nature === 'nominal').toBe(isNominal(row.code));
    const key = `${row.bookId}/${row.currency}`;
    totals.set(key, (totals.get(key) ?? 0n) + row.balance);
  }
  // 资产 + 成本 + 费用 = 负债 + 权益 + 收入, in each book and currency.
  expect([...totals.values()].every((total) => total === 0n)).toBe(true);
}

describe('the chart in the database', () => {
  it('is written as it is in code, again and again', async () => {
    await writeChart(books.database);
    await writeChart(books.database);
    const found = await books.database.pool.query('SELECT count(*)::int AS count FROM ledger_chart');
    expect(found.rows).toEqual([{ count: chartRows().length }]);
  });
});

describe('months of entries', () => {
  it('are made ready before they come; entries of any month go where they belong, and none can be emptied', async () => {
    const nowMs = Date.UTC(2028, 0, 31);
    expect([monthOf(nowMs, -1), monthOf(nowMs, 0), monthOf(nowMs, 1)]).toEqual(['2027-12', '2028-01', '2028-02']);
    const made = await prepareMonths(books.database, { nowMs, log: silentLog });
    expect(made).toEqual(['2027-12', '2028-01', '2028-02', '2028-03']);
    expect(await prepareMonths(books.database, { nowMs, log: silentLog })).toEqual([]);
    await books.post([sale('shop-m', '2028-02-29', 700n), sale('shop-m', '2031-01-01', 700n)]);
    const rows = async (table: string) =>
      (await books.database.owner.pool.query(`SELECT count(*)::int AS count FROM ${table} WHERE book_id = 'shop-m'`))
        .rows[0];
    expect([await rows('ledger_entry_2028_02'), await rows('ledger_entry_2028_03')]).toEqual([
      { count: 4 },
      { count: 0 },
    ]);
    for (const sql of ['TRUNCATE ledger_entry_2028_02', 'DELETE FROM ledger_entry_2028_02']) {
      await expect(books.database.owner.pool.query(sql)).rejects.toThrow('append-only');
    }
    await expect(books.database.pool.query('DELETE FROM ledger_entry_2028_02')).rejects.toThrow('permission denied');
    expect((await proveBooks(books.database)).findings).toEqual([]);
  });

  it('whose entries stand elsewhere already are left there', async () => {
    await books.post([sale('shop-m', '2031-02-01', 700n)]);
    const made = await prepareMonths(books.database, { nowMs: Date.UTC(2031, 1, 5), log: silentLog });
    expect(made).toEqual(['2031-03', '2031-04']);
    expect((await proveBooks(books.database)).findings).toEqual([]);
  });
});
