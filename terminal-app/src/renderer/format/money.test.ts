import fc from 'fast-check';
import { expect, test } from 'vitest';
import { currencySign, figures, moneyText, nextNotes, typedMinor } from './money.ts';

const yuan = { currency: 'CNY', exponent: 2 };

test.each([
  ['0', '0.00'],
  ['5', '0.05'],
  ['800', '8.00'],
  ['123456789', '1,234,567.89'],
  ['-450', '−4.50'],
])('%s fen is shown as %s', (minor, shown) => {
  expect(figures(minor, yuan)).toBe(shown);
});

test('a currency without decimals, and one without a sign of its own', () => {
  expect(moneyText('12345', { currency: 'JPY', exponent: 0 })).toBe('¥ 12,345');
  expect(currencySign('CHF')).toBe('CHF');
});

test.each([
  ['50', 5000n],
  ['7.5', 750n],
  ['7.', 700n],
  ['0.05', 5n],
  ['7.505', null],
  ['.5', null],
  ['', null],
  ['1e3', null],
  ['-5', null],
  ['99999999999', null],
])('typed %s is %s fen', (typed, minor) => {
  expect(typedMinor(typed, 2)).toBe(minor);
});

test('what is shown without grouping reads back as the same amount', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 10n - 1n }), fc.constantFrom(0, 2, 3), (minor, exponent) => {
      const shown = figures(minor.toString(), { currency: 'CNY', exponent }).replaceAll(',', '');
      expect(typedMinor(shown, exponent)).toBe(minor);
    }),
    { seed: 3 },
  );
});

test('the next notes of 8.00 yuan, and of 123.40', () => {
  expect(nextNotes(800n, yuan)).toEqual([1000n, 2000n, 5000n, 10_000n]);
  expect(nextNotes(12_340n, yuan)).toEqual([12_500n, 13_000n, 14_000n, 15_000n, 20_000n]);
});

test('each suggestion covers the amount, once, ascending', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 9n }),
      fc.constantFrom('CNY', 'GBP', 'JPY', 'CHF'),
      (due, currency) => {
        const sums = nextNotes(due, { currency, exponent: currency === 'JPY' ? 0 : 2 });
        expect(sums.every((sum) => sum > due)).toBe(true);
        expect(sums).toEqual([...new Set(sums)].sort((a, b) => (a < b ? -1 : 1)));
        expect(sums.length).toBeLessThanOrEqual(5);
      },
    ),
    { seed: 5 },
  );
});
