import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountKey, Journal, PostingUnit } from './journal.ts';
import { legAmountMinorMax, platformBook } from './journal.ts';
import { anyEvent, memberKey, openTestLedger, suspense, transferJournal } from './ledger.fixture.ts';
import { proveBooks } from './prove-books.ts';

let books: Awaited<ReturnType<typeof openTestLedger>>;
beforeAll(async () => {
  books = await openTestLedger('ledger');
  // Events of every kind come in any order here, so members may be in debt.
  await books.openMembers(10n ** 15n);
});
afterAll(async () => await books.database.close());

const sales: AccountKey = { bookId: 'shop-c', code: 'merchant.sales', subject: '', currency: 'CNY' };
const cash: AccountKey = { ...sales, code: 'merchant.cash_in_till', subject: 'till-1/2026-01-01' };
const cashSale = (reference: string, amount: bigint, change: Partial<Journal> = {}) =>
  transferJournal(reference, cash, sales, amount, { kind: 'cash_sale', ...change });
const refusal = async (unit: PostingUnit): Promise<string> =>
  await books.ledger.submit(unit).then(
    () => 'posted',
    (error: { code?: string }) => error.code ?? String(error),
  );

describe('posting', () => {
  it('proves whatever was posted, and a replay changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { minLength: 1, maxLength: 30 }), async (events) => {
        const unique = [...new Map(events.map((event) => [`${event.kind}${event.reference}`, event])).values()];
        await books.post(unique);
        const before = await proveBooks(books.database);
        expect(before).toMatchObject({ balanced: true, unbalancedJournals: [], wrongAccounts: [] });
        expect(await books.post(unique)).toBe(0);
        expect(await proveBooks(books.database)).toEqual(before);
      }),
      { numRuns: 25, seed: 7 },
    );
  });

  it('keeps versions gapless and balances exact under posters side by side, in transactions and by the lane', async () => {
    const second = books.newLedger();
    await Promise.all(
      Array.from({ length: 12 }, async (_, lane) => {
        for (let turn = 0; turn < 10; turn++) {
          const poster = lane % 2 === 0 ? books.ledger : second;
          await Promise.all([
            poster.submit({ journals: [cashSale(`${lane}-${turn}-a`, 3n)] }),
            books.database.transaction(
              async (client) =>
                await books.ledger.postUnits(client, [{ journals: [cashSale(`${lane}-${turn}-b`, 4n)] }]),
            ),
          ]);
        }
      }),
    );
    expect(await books.ledger.balance(sales)).toBe(-840n);
    expect(await proveBooks(books.database)).toMatchObject({ balanced: true });
  });

  it('answers the same ids when the same comes again, also at the same time and in one burst', async () => {
    const unit = { journals: [cashSale('again', 5n)] };
    const results = await Promise.all([
      ...Array.from({ length: 8 }, async () => await books.ledger.submit(unit)),
      books.newLedger().submit(unit),
      books.newLedger().submit(unit),
    ]);
    expect(new Set(results.map(({ journalIds }) => journalIds[0])).size).toBe(1);
    expect(results.filter(({ replayed }) => !replayed)).toHaveLength(1);
  });

  it('posts linked journals together or not at all', async () => {
    const before = await books.rowCounts();
    const memo = { ...suspense, code: 'platform.suspense' as const };
    const fine = transferJournal('linked-1', suspense, memo, 10n);
    const broken = transferJournal('linked-2', memo, { ...memberKey('nobody') }, 10n);
    expect(await refusal({ journals: [fine, broken] })).toBe('LEDGER_UNKNOWN_ACCOUNT');
    expect(await books.rowCounts()).toEqual(before);
    const both = { journals: [fine, cashSale('linked-2', 10n)] };
    const posted = await books.ledger.submit(both);
    expect(posted.journalIds).toHaveLength(2);
    const links = await books.database.pool.query(
      'SELECT DISTINCT link_id FROM ledger_journal WHERE journal_id = ANY ($1::uuid[])',
      [posted.journalIds],
    );
    expect(links.rows).toEqual([{ link_id: expect.any(String) }]);
    expect(await books.ledger.submit(both)).toEqual({ ...posted, replayed: true });
    // One of them is posted already, the other is not: that is another unit.
    expect(await refusal({ journals: [fine, cashSale('linked-3', 10n)] })).toBe('LEDGER_KEY_CONFLICT');
  });

  it('takes a journal back once, by its mirror', async () => {
    const posted = await books.ledger.submit({ journals: [cashSale('wrong', 77n)] });
    const before = await books.ledger.balance(sales);
    const journal = { bookId: 'shop-c', journalId: posted.journalIds[0] ?? '' };
    const mirror = await books.ledger.reversalOf(books.database.pool, journal, {
      reference: 'back-1',
      accountingDate: '2026-01-03',
      postedBy: '李会计',
      note: 'rung up twice',
    });
    await books.ledger.submit({ journals: [mirror] });
    expect(await books.ledger.balance(sales)).toBe(before + 77n);
    expect(await refusal({ journals: [mirror] })).toBe('posted');
    expect(await refusal({ journals: [{ ...mirror, reference: 'back-2' }] })).toBe('LEDGER_ALREADY_REVERSED');
    await expect(
      books.ledger.reversalOf(
        books.database.pool,
        { bookId: 'shop-c', journalId: books.ids.uuid7() },
        { reference: 'x', accountingDate: '2026-01-03' },
      ),
    ).rejects.toMatchObject({ code: 'LEDGER_JOURNAL_NOT_FOUND' });
  });
});

describe('bad input is refused with its own code, and nothing is written', () => {
  const leg = (account: AccountKey, amountMinor: bigint) => ({ account, amountMinor });
  const journal = (change: Partial<Journal>) => ({ journals: [cashSale('bad', 5n, change)] });

  it.each<[string, () => PostingUnit]>([
    ['LEDGER_UNBALANCED', () => journal({ legs: [leg(cash, 5n), leg(sales, -4n)] })],
    ['LEDGER_MIXED_CURRENCY', () => journal({ legs: [leg(cash, 5n), leg({ ...sales, currency: 'GBP' }, -5n)] })],
    ['LEDGER_AMOUNT_ZERO', () => journal({ legs: [leg(cash, 0n), leg(sales, 0n)] })],
    ['LEDGER_EMPTY', () => journal({ legs: [] })],
    [
      'LEDGER_AMOUNT_OVERFLOW',
      () => journal({ legs: [leg(cash, legAmountMinorMax + 1n), leg(sales, -legAmountMinorMax - 1n)] }),
    ],
    [
      'LEDGER_TOO_MANY_LEGS',
      () => journal({ legs: Array.from({ length: 1002 }, (_, i) => leg(i % 2 ? cash : sales, i % 2 ? 1n : -1n)) }),
    ],
    ['LEDGER_OTHER_BOOK', () => journal({ legs: [leg(cash, 5n), leg({ ...sales, bookId: 'shop-a' }, -5n)] })],
    ['LEDGER_UNKNOWN_ACCOUNT', () => ({ journals: [transferJournal('bad', suspense, memberKey('nobody'), 5n)] })],
  ])('%s', async (code, unit) => {
    const before = await books.rowCounts();
    expect(await refusal(unit())).toBe(code);
    expect(await books.rowCounts()).toEqual(before);
  });

  it('LEDGER_KEY_CONFLICT for another payload under a used key', async () => {
    await books.ledger.submit({ journals: [cashSale('used', 5n)] });
    const before = await books.rowCounts();
    for (const other of [
      cashSale('used', 6n),
      cashSale('used', 5n, { accountingDate: '2026-01-03' }),
      cashSale('used', 5n, { note: 'another' }),
      transferJournal('used', { ...cash, subject: 'till-2/2026-01-01' }, sales, 5n, { kind: 'cash_sale' }),
    ]) {
      expect(await refusal({ journals: [other] })).toBe('LEDGER_KEY_CONFLICT');
    }
    expect(await books.rowCounts()).toEqual(before);
  });

  it('LEDGER_AMOUNT_OVERFLOW where a balance would leave 64 bits', async () => {
    const till = { ...cash, subject: 'till-9/2026-01-01' };
    const { accountId } = (await books.ledger
      .openAccounts([
        {
          kind: 'cash_sale',
          reference: '-',
          merchantId: 'shop-c',
          currency: 'CNY',
          amounts: { amount: 1n },
          subjects: { terminalId: 'till-9' },
          businessDate: '2026-01-01',
        },
      ])
      .then(async () => await books.ledger.readAccount(till))) ?? { accountId: '' };
    const set = async (sum: bigint) =>
      await books.database.pool.query(
        'UPDATE ledger_account SET debits_minor = $1, credits_minor = $1 WHERE account_id = $2',
        [sum, accountId],
      );
    await set(2n ** 63n - 10n);
    const before = await books.rowCounts();
    expect(await refusal({ journals: [transferJournal('vast', till, sales, 20n)] })).toBe('LEDGER_AMOUNT_OVERFLOW');
    expect(await books.rowCounts()).toEqual(before);
    await set(0n);
  });

  it('a batch keeps the good beside the bad', async () => {
    const outcomes = await Promise.all([
      refusal({ journals: [cashSale('first-alone', 1n)] }),
      refusal({ journals: [cashSale('good-1', 1n)] }),
      refusal({ journals: [cashSale('used', 9n)] }),
      refusal({ journals: [transferJournal('bad', suspense, memberKey('nobody'), 5n)] }),
      refusal({ journals: [cashSale('good-2', 1n)] }),
    ]);
    expect(outcomes).toEqual(['posted', 'posted', 'LEDGER_KEY_CONFLICT', 'LEDGER_UNKNOWN_ACCOUNT', 'posted']);
  });
});

describe('append-only', () => {
  it('the server’s role has no right to change or delete what was posted', async () => {
    for (const sql of [
      'UPDATE ledger_entry SET amount_minor = 1',
      'DELETE FROM ledger_entry',
      'DELETE FROM ledger_entry_other',
      'INSERT INTO ledger_entry_other SELECT * FROM ledger_entry LIMIT 1',
      'UPDATE ledger_journal SET note = $$x$$',
      'DELETE FROM ledger_journal',
      'TRUNCATE ledger_entry, ledger_journal',
      'ALTER TABLE ledger_entry DISABLE TRIGGER USER',
      'UPDATE ledger_hold_step SET captured_minor = 0',
    ]) {
      await expect(books.database.pool.query(sql), sql).rejects.toThrow(/permission denied|must be owner/);
    }
  });

  it('and its owner is stopped by the tables themselves', async () => {
    for (const sql of [
      'UPDATE ledger_entry SET amount_minor = 1',
      'DELETE FROM ledger_entry',
      'DELETE FROM ledger_journal',
      'TRUNCATE ledger_entry, ledger_journal',
      'TRUNCATE ledger_entry_other',
    ]) {
      await expect(books.database.owner.pool.query(sql), sql).rejects.toThrow('append-only');
    }
  });

  it('accounts of the platform’s book can’t stand in a merchant’s, nor any that the chart does not know', async () => {
    const open = async (key: object) => await books.ledger.openAccount(books.database.pool, key as AccountKey);
    for (const key of [
      { bookId: 'shop-a', code: 'platform.suspense', subject: 'bank-1', currency: 'CNY' },
      { bookId: platformBook, code: 'platform.nonsense', subject: '', currency: 'CNY' },
      { bookId: platformBook, code: 'platform.suspense', subject: '', currency: 'CNY' },
      { bookId: platformBook, code: 'platform.suspense', subject: 'a/b', currency: 'CNY' },
    ]) {
      await expect(open(key)).rejects.toMatchObject({ code: 'LEDGER_BAD_ACCOUNT' });
    }
  });
});
