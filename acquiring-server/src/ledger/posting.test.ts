import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AccountCode,
  type AccountDefinition,
  chartOfAccounts,
  type GeneralAccount,
  generalAccounts,
} from './chart-of-accounts.ts';
import { anyEvent, kinds } from './ledger.fixture.ts';
import { journalsOf, linesOf, type PostingEvent, partyOf } from './posting.ts';
import { type PostingRule, postingRules } from './posting-rules.ts';
import { printRules } from './print-rules.ts';

describe('the chart of accounts', () => {
  const details = Object.entries<AccountDefinition>(chartOfAccounts);

  it('numbers every account once, a detail by its general account’s number and two digits', () => {
    const numbers = [
      ...Object.values<GeneralAccount>(generalAccounts).map(({ number }) => number),
      ...details.map(([, { number }]) => number),
    ];
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const [code, account] of details) {
      expect(account.number, code).toMatch(new RegExp(`^${generalAccounts[account.general].number}[0-9]{2}$`));
      expect(code.startsWith(`${account.book}.`), code).toBe(true);
    }
  });

  it('has the class of the number’s first digit', () => {
    const classes = ['asset', 'liability', 'common', 'equity', 'cost', 'income_and_expense'];
    for (const account of Object.values<GeneralAccount>(generalAccounts)) {
      expect(classes[Number(account.number[0]) - 1], account.number).toBe(account.class);
      expect(account.nature === 'nominal', account.number).toBe(['5', '6'].includes(account.number[0] ?? ''));
    }
  });

  it('has no account that no rule, close or person uses', () => {
    const used = new Set<string>(
      kinds.flatMap((kind) => linesOf(kind).flatMap(({ debit, credit }) => [debit, credit])),
    );
    const others: readonly AccountCode[] = [
      'platform.customer_balance',
      'platform.merchant_balance',
      'platform.internal_balance',
      'platform.profit_of_year',
      'merchant.profit_of_year',
      'merchant.undistributed_profit',
      'platform.bank_receivable',
      'platform.channel_payable',
      'platform.tax_payable',
      'platform.rounding',
    ];
    for (const [code] of details) expect(used.has(code) || others.includes(code as AccountCode), code).toBe(true);
  });
});

describe('posting rules', () => {
  it('name accounts of their own book only, and undo events that exist', () => {
    for (const rule of Object.values<PostingRule>(postingRules)) {
      for (const line of rule.lines ?? []) {
        for (const use of [line.debit, line.credit]) {
          if (partyOf(use)) expect(line.book).toBe('platform');
          else expect(chartOfAccounts[use as AccountCode].book).toBe(line.book);
        }
      }
      expect(Boolean(rule.undoes) === !rule.lines).toBe(true);
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
      { seed: 11 },
    );
  });

  it('every undoing exchanges debit and credit', () => {
    for (const [kind, rule] of Object.entries<PostingRule>(postingRules)) {
      if (!rule.undoes) continue;
      const there = linesOf(rule.undoes as (typeof kinds)[number]).map(({ debit, credit }) => [debit, credit]);
      expect(linesOf(kind as (typeof kinds)[number]).map(({ debit, credit }) => [credit, debit])).toEqual(there);
    }
  });

  it.each([
    ['an amount', { amounts: {} }],
    ['a negative amount', { amounts: { amount: -1n } }],
    ['a subject', { subjects: {} }],
    ['a merchant', { merchantId: '' }],
    ['a date', { businessDate: '' }],
  ])('an event without %s is refused', (_, change) => {
    const event: PostingEvent = {
      kind: 'cash_sale',
      reference: '1',
      merchantId: 'shop-c',
      currency: 'CNY',
      amounts: { amount: 5n },
      subjects: { terminalId: 'till-1' },
      businessDate: '2026-01-01',
      ...change,
    };
    expect(() => journalsOf(event)).toThrowError(expect.objectContaining({ code: 'LEDGER_BAD_EVENT' }));
  });

  it('are printed in docs/posting-rules.md as they are', async () => {
    const printed = await readFile(join(import.meta.dirname, '../../../docs/posting-rules.md'), 'utf8');
    expect(printed, 'run: node acquiring-server/src/ledger/print-rules.ts').toBe(printRules());
  });
});
