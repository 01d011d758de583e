import { systemClock } from '@qiantai/foundation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberKey, openTestLedger, suspense, transferJournal } from './ledger.fixture.ts';
import { untilProof } from './ledger-keeper.ts';
import { createPeriods } from './periods-store.ts';
import { politeRest } from './polite-rest.ts';
import { type ProofProgress, proveBooks } from './prove-books.ts';

let books: Awaited<ReturnType<typeof openTestLedger>>;
let holdId: string;
let journalId: string;
beforeAll(async () => {
  books = await openTestLedger('prove');
  await books.openMembers();
  await books.clock.advance(Date.UTC(2026, 5, 1) - books.clock.nowMs());
  const posted = await books.recharge('M1', 1000n);
  journalId = posted.journalIds[0] ?? '';
  for (let i = 0; i < 20; i++) await books.recharge('M2', 10n);
  holdId = books.ids.uuid7();
  const place = { step: 'place', bookId: '@platform', holdId, account: memberKey('M1'), amountMinor: 300n } as const;
  await books.ledger.submit({
    journals: [],
    holds: [{ ...place, freeze: 'trade', reference: 'w', expiresAtMs: null }],
  });
  await books.ledger.submit({
    holds: [{ step: 'capture', bookId: '@platform', holdId, reference: 'c', amountMinor: 100n, releaseRest: false }],
    journals: [transferJournal('captured', memberKey('M1'), suspense, 100n)],
  });
  await createPeriods(books).closePeriod({ bookId: '@platform', period: '2026-01', closedBy: 'x' });
  await books.recharge('M3', 5n).catch(() => undefined);
});
afterAll(async () => await books.database.close());

/** Changes rows behind the ledger's back, proves, and changes them back. */
async function tampered(change: string, back: string) {
  const owner = books.database.owner.pool;
  const triggers = async (what: 'DISABLE' | 'ENABLE') =>
    await owner.query(
      ['ledger_entry', 'ledger_entry_other', 'ledger_journal', 'ledger_hold_step', 'ledger_period_balance']
        .map((table) => `ALTER TABLE ${table} ${what} TRIGGER USER`)
        .join(';'),
    );
  await triggers('DISABLE');
  try {
    await owner.query(change);
    const proof = await proveBooks(books.database);
    await owner.query(back);
    return proof;
  } finally {
    await triggers('ENABLE');
  }
}

describe('a row that was broken by hand is found and named', () => {
  const m1 = `account_id = (SELECT account_id FROM ledger_account WHERE subject = 'M1' AND currency = 'CNY')`;
  const m2 = m1.replace('M1', 'M2');
  it.each<[string, string, string, string[], RegExp]>([
    [
      'an amount',
      `UPDATE ledger_entry SET amount_minor = amount_minor - 1 WHERE ${m1} AND version = 1`,
      `UPDATE ledger_entry SET amount_minor = amount_minor + 1 WHERE ${m1} AND version = 1`,
      ['journal', 'account'],
      /sum to -1|first entry is version 1/,
    ],
    [
      'a running balance in the middle',
      `UPDATE ledger_entry SET balance_after_minor = balance_after_minor + 7 WHERE ${m2} AND version = 9`,
      `UPDATE ledger_entry SET balance_after_minor = balance_after_minor - 7 WHERE ${m2} AND version = 9`,
      ['account'],
      /M2 CNY|entry 9 does not go on/,
    ],
    [
      'two entries that changed places',
      `UPDATE ledger_entry SET version = 1000 - version WHERE ${m2} AND version IN (5, 6);
       UPDATE ledger_entry SET version = version - 989 WHERE ${m2} AND version = 994;
       UPDATE ledger_entry SET version = version - 989 WHERE ${m2} AND version = 995`,
      `UPDATE ledger_entry SET version = 1000 - version WHERE ${m2} AND version IN (5, 6);
       UPDATE ledger_entry SET version = version - 989 WHERE ${m2} AND version = 994;
       UPDATE ledger_entry SET version = version - 989 WHERE ${m2} AND version = 995`,
      ['account'],
      /entry 5 does not go on/,
    ],
    [
      'a gap in the versions',
      `UPDATE ledger_entry SET version = version + 1 WHERE ${m2} AND version = 20`,
      `UPDATE ledger_entry SET version = version - 1 WHERE ${m2} AND version = 21`,
      ['account'],
      /19 entries, but version 20/,
    ],
    [
      'a balance',
      `UPDATE ledger_account SET credits_minor = credits_minor + 1 WHERE subject = 'M2' AND currency = 'CNY'`,
      `UPDATE ledger_account SET credits_minor = credits_minor - 1 WHERE subject = 'M2' AND currency = 'CNY'`,
      ['account', 'book', 'control'],
      /credits 201/,
    ],
    [
      'a freeze',
      `UPDATE ledger_account SET trade_frozen_minor = 0 WHERE subject = 'M1' AND currency = 'CNY'`,
      `UPDATE ledger_account SET trade_frozen_minor = 200 WHERE subject = 'M1' AND currency = 'CNY'`,
      ['freeze'],
      /frozen 0 for trade and 0 for risk, active holds 200/,
    ],
    [
      'a hold’s step',
      `UPDATE ledger_hold_step SET captured_minor = 99`,
      `UPDATE ledger_hold_step SET captured_minor = 100`,
      ['hold'],
      /captured 100 and released 0, its steps 99/,
    ],
    [
      'a closed period',
      `UPDATE ledger_period_balance SET debits_minor = debits_minor + 1, closing_minor = closing_minor + 1 WHERE subject = 'M1'`,
      `UPDATE ledger_period_balance SET debits_minor = debits_minor - 1, closing_minor = closing_minor - 1 WHERE subject = 'M1'`,
      ['period', 'control'],
      /sum to 1|customer_balance CNY/,
    ],
    [
      'a journal without its entries',
      `INSERT INTO ledger_journal (book_id, journal_id, kind, reference, currency, accounting_date, posted_at_ms)
       VALUES ('@platform', '01900000-0000-7000-8000-000000000001', 'adjustment', 'empty', 'CNY', '2026-01-01', 0)`,
      `DELETE FROM ledger_journal WHERE reference = 'empty'`,
      ['journal'],
      /empty.*it has no entries/,
    ],
    [
      'entries without their journal',
      `UPDATE ledger_journal SET journal_id = '01900000-0000-7000-8000-000000000002' WHERE reference = 'captured'`,
      `UPDATE ledger_journal SET journal_id = (SELECT journal_id FROM ledger_entry EXCEPT
         SELECT journal_id FROM ledger_journal) WHERE reference = 'captured'`,
      ['journal'],
      /no journal|no entries/,
    ],
  ])('%s', async (_, change, back, checks, words) => {
    const proof = await tampered(change, back);
    expect(proof.balanced).toBe(false);
    expect([...new Set(proof.findings.map(({ check }) => check))].sort()).toEqual([...checks].sort());
    expect(proof.findings.map(({ name, why }) => `${name}: ${why}`).join('\n')).toMatch(words);
    expect((await proveBooks(books.database)).findings).toEqual([]);
  });
});

describe('the proof', () => {
  it('counts what it read and says how far it is', async () => {
    const told: ProofProgress[] = [];
    const proof = await proveBooks(books.database, { onProgress: (progress) => told.push(progress) });
    const counts = await books.rowCounts();
    expect(proof).toMatchObject({ balanced: true, journals: counts.journals, entries: counts.entries });
    expect(new Set(told.map(({ step }) => step))).toEqual(new Set(['accounts', 'journals', 'rest']));
    expect(journalId).not.toBe('');
  });

  it('holds while postings go on', async () => {
    let posting = true;
    const posts = Array.from({ length: 4 }, async (_, lane) => {
      const poster = books.newLedger();
      for (let turn = 0; posting; turn++) {
        const journal = transferJournal(`${lane}/${turn}`, suspense, memberKey('M3'), 1n, {
          accountingDate: '2026-02-02',
        });
        await poster.submit({ journals: [journal] });
      }
    });
    for (let run = 0; run < 10; run++) expect((await proveBooks(books.database)).findings).toEqual([]);
    posting = false;
    await Promise.all(posts);
  });

  it('rests as long as it was told to between chunks', async () => {
    const rests: number[] = [];
    const rest = politeRest({ sleep: async (delayMs) => void rests.push(delayMs) }, 0.1);
    await proveBooks(books.database, { rest, monotonicMs: () => systemClock.monotonicMs() });
    expect(rests.length).toBeGreaterThan(3);
    await rest(10);
    expect(rests.at(-1)).toBeCloseTo(90);
    expect(() => politeRest(systemClock, 0)).toThrow(RangeError);
  });

  it('comes at four in the morning in Beijing', () => {
    expect(untilProof(Date.UTC(2026, 0, 1, 19, 59))).toBe(60_000);
    expect(untilProof(Date.UTC(2026, 0, 1, 20, 0))).toBe(86_400_000);
    expect(untilProof(Date.UTC(2026, 0, 1, 21, 0))).toBe(23 * 3_600_000);
  });
});
