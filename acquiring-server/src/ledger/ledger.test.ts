import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FakeClock, SeededRandom } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/test-database.ts';
import { createBatchLane } from './batch-lane.ts';
import { chartOfAccounts } from './chart-of-accounts.ts';
import { createLedger, type Ledger } from './ledger-store.ts';
import { journalsOf, linesOf, type PostingEvent } from './posting.ts';
import { type PostingEventKind, type PostingRule, postingRules } from './posting-rules.ts';
import { printRules } from './print-rules.ts';
import { proveBooks } from './prove-books-store.ts';

const kinds = Object.keys(postingRules) as PostingEventKind[];

const anyEvent: fc.Arbitrary<PostingEvent> = fc
  .record({
    kind: fc.constantFrom(...kinds),
    reference: fc.uuid(),
    merchantId: fc.constantFrom('shop-a', 'shop-b'),
    amount: fc.bigInt(1n, 10n ** 12n),
    fee: fc.bigInt(0n, 10n ** 6n),
    till: fc.constantFrom('till-1', 'till-2'),
    currency: fc.constantFrom('CNY' as const, 'GBP' as const),
  })
  .map(({ kind, reference, merchantId, amount, fee, till, currency }) => ({
    kind,
    reference,
    merchantId,
    currency,
    amounts: {
      amount,
      merchantFee: fee,
      channelCost: fee / 2n,
      fromPayable: amount - (amount % 7n),
      shortfall: amount % 7n,
    },
    subjects: { channelAccountId: 'wechat-1', terminalId: till },
    businessDate: '2026-01-01',
    channelDate: '2026-01-02',
  }));

describe('posting rules', () => {
  it('name accounts of their own book only, and undo events that exist', () => {
    for (const rule of Object.values<PostingRule>(postingRules)) {
      for (const line of rule.lines ?? []) {
        expect(chartOfAccounts[line.debit].book).toBe(line.book);
        expect(chartOfAccounts[line.credit].book).toBe(line.book);
      }
      if (rule.undoes) expect(kinds).toContain(rule.undoes);
    }
  });

  it('balance in each book, whatever is posted', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        for (const journal of journalsOf(event)) {
          expect(journal.legs.reduce((sum, leg) => sum + leg.amountMinor, 0n)).toBe(0n);
          expect(new Set(journal.legs.map((leg) => leg.account.bookId))).toEqual(new Set([journal.bookId]));
        }
      }),
    );
  });

  it('undoing exchanges debit and credit', () => {
    const there = linesOf('channel_payment').map(({ debit, credit }) => [debit, credit]);
    expect(linesOf('payment_reversed').map(({ debit, credit }) => [credit, debit])).toEqual(there);
  });

  it.each([
    ['an amount', { amounts: {} }],
    ['a negative amount', { amounts: { amount: -1n } }],
    ['a subject', { subjects: {} }],
  ])('an event without %s is refused', (_, change) => {
    const event = { ...cashSale('1', 5n), ...change };
    expect(() => journalsOf(event)).toThrowError(expect.objectContaining({ code: 'LEDGER_BAD_EVENT' }));
  });

  it('are printed in docs/posting-rules.md as they are', async () => {
    const printed = await readFile(join(import.meta.dirname, '../../../docs/posting-rules.md'), 'utf8');
    expect(printed, 'run: node acquiring-server/src/ledger/print-rules.ts').toBe(printRules());
  });
});

function cashSale(reference: string, amount: bigint): PostingEvent {
  return {
    kind: 'cash_sale',
    reference,
    merchantId: 'shop-c',
    currency: 'CNY',
    amounts: { amount },
    subjects: { terminalId: 'till-1' },
    businessDate: '2026-01-01',
  };
}

describe('the ledger', () => {
  let database: Database;
  let ledger: Ledger;
  beforeAll(async () => {
    database = await openTestDatabase();
    const clock = new FakeClock();
    ledger = createLedger({ database, clock, ids: new IdMint(clock, new SeededRandom('ledger')) });
  });
  afterAll(async () => await database.close());

  const post = async (events: readonly PostingEvent[]) =>
    await database.transaction(async (client) => await ledger.post(client, events));

  it('proves whatever was posted, and a replay changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { minLength: 1, maxLength: 30 }), async (events) => {
        const unique = [...new Map(events.map((event) => [`${event.kind}${event.reference}`, event])).values()];
        await post(unique);
        const before = await proveBooks(database);
        expect(before).toMatchObject({ balanced: true, unbalancedJournals: [], wrongAccounts: [] });
        expect(await post(unique)).toBe(0);
        expect(await proveBooks(database)).toEqual(before);
      }),
      { numRuns: 25, seed: 7 },
    );
  });

  it('keeps versions gapless and balances exact under posters side by side', async () => {
    await Promise.all(
      Array.from({ length: 12 }, async (_, lane) => {
        for (let turn = 0; turn < 10; turn++)
          await post([cashSale(`${lane}-${turn}-a`, 3n), cashSale(`${lane}-${turn}-b`, 4n)]);
      }),
    );
    const account = { bookId: 'shop-c', code: 'merchant.sales', subject: '', currency: 'CNY' } as const;
    expect(await ledger.balance(account)).toBe(-840n);
    expect(await proveBooks(database)).toMatchObject({ balanced: true });
  });

  it('refuses to change or delete what was posted', async () => {
    for (const sql of [
      'UPDATE ledger_entry SET amount_minor = 1',
      'DELETE FROM ledger_entry',
      'DELETE FROM ledger_journal',
      'TRUNCATE ledger_entry, ledger_journal',
    ]) {
      await expect(database.pool.query(sql), sql).rejects.toThrow('append-only');
    }
  });

  it('the proof finds what was tampered with', async () => {
    const tamper = async (sql: string) => {
      await database.pool.query('ALTER TABLE ledger_entry DISABLE TRIGGER USER');
      await database.pool.query(sql);
      await database.pool.query('ALTER TABLE ledger_entry ENABLE TRIGGER USER');
    };
    await tamper(
      `UPDATE ledger_entry SET amount_minor = amount_minor + 1 WHERE ctid = (SELECT max(ctid) FROM ledger_entry)`,
    );
    const proof = await proveBooks(database);
    expect(proof.balanced).toBe(false);
    expect(proof.unbalancedJournals).toHaveLength(1);
    expect(proof.wrongAccounts).toHaveLength(1);
  });
});

describe('the batch lane', () => {
  it('takes what waits, bounded, and repeats a failed batch item by item', async () => {
    const batches: number[][] = [];
    const lane = createBatchLane<number, number>({
      keyOf: (item) => String(item % 100),
      batchMax: 4,
      waitingMax: 8,
      execute: async (items) => {
        batches.push([...items]);
        await Promise.resolve();
        if (items.includes(5)) throw new Error('five');
        return items.map((item) => item * 2);
      },
    });
    const results = await Promise.allSettled(
      [1, 2, 3, 4, 5, 6, 102, 8, 9, 10].map(async (item) => await lane.add(item)),
    );
    expect(results.map((result) => (result.status === 'fulfilled' ? result.value : String(result.reason)))).toEqual([
      2,
      4,
      6,
      8,
      'Error: five',
      12,
      204,
      16,
      18,
      expect.stringContaining('Too much waits'),
    ]);
    // One goes at once; 102 shares its key with 2, so it waits for the next batch.
    expect(batches).toEqual([[1], [2, 3, 4, 5], [2], [3], [4], [5], [6, 102, 8, 9]]);
    await lane.drained();
  });
});
