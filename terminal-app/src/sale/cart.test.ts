import { expect, test } from 'vitest';
import { addArticle, changeQuantity, emptySale, withPrices } from './cart.ts';
import type { CartPrices, LineTax, Sale } from './model.ts';
import { beer, nowMs, pricesOf, testContext, water } from './test-samples.ts';

function priced(sale: Sale, prices: CartPrices = pricesOf(sale)): Sale {
  const result = withPrices(sale, prices);
  if (result.kind === 'refused') throw new Error(result.code);
  return result.sale;
}

function rungUp(): Sale {
  let sale = emptySale(testContext().mint.saleId());
  for (const article of [water, beer]) {
    const result = addArticle(sale, article, nowMs);
    if (result.kind === 'refused') throw new Error(result.code);
    sale = result.sale;
  }
  return sale;
}

test('a line whose price is what it was stays the same object', () => {
  const before = priced(rungUp());
  const again = priced(before);
  expect(again.lines[0]).toBe(before.lines[0]);
  expect(again.lines[1]).toBe(before.lines[1]);
  const more = changeQuantity(before, { lineNo: 1, quantity: 2 });
  if (more.kind === 'refused') throw new Error(more.code);
  const after = priced(more.sale);
  expect(after.lines[0]).not.toBe(before.lines[0]);
  expect(after.lines[1]).toBe(before.lines[1]);
});

test('a line of which anything is another is another, and says so', () => {
  const tax: LineTax = { taxCode: 'std', rateBasisPoints: 1300, amountMinor: 12n };
  const sale = rungUp();
  const prices = pricesOf(sale);
  const [first, ...rest] = prices.lines;
  if (!first) throw new Error('no line was priced');
  const plain = { ...first, promotionIds: ['p1'], tax };
  const before = priced(sale, { ...prices, lines: [plain, ...rest] });
  const changes: Array<Partial<typeof first>> = [
    { unitPriceMinor: first.unitPriceMinor + 1n },
    { discountMinor: first.discountMinor + 1n },
    { discountMinor: first.discountMinor + 1n, manualDiscountMinor: 1n },
    { listPriceMinor: 999n },
    { promotionIds: ['p1', 'p2'] },
    { tax: null },
    { tax: { ...tax, taxCode: 'low' } },
    { tax: { ...tax, rateBasisPoints: 900 } },
    { tax: { ...tax, amountMinor: 11n } },
  ];
  for (const change of changes) {
    const line = { ...plain, ...change };
    const { unitPriceMinor, discountMinor } = line;
    const off = first.unitPriceMinor - unitPriceMinor + discountMinor - first.discountMinor;
    const after = priced(before, { ...prices, lines: [line, ...rest], totalMinor: prices.totalMinor - off });
    const fresh = priced(sale, { ...prices, lines: [line, ...rest], totalMinor: prices.totalMinor - off });
    expect(after.lines[0]).toEqual(fresh.lines[0]);
    expect(after.lines[0]).not.toBe(before.lines[0]);
    expect(after.lines[1]).toBe(before.lines[1]);
  }
});
