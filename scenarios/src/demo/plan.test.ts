import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convenienceDay } from '../catalogue/convenience-day.ts';
import { readTillRoll, rollTotal } from '../till-roll/till-roll.ts';
import { type DayPlan, type PlannedInvoice, planDay } from './plan.ts';

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,Store,Tender';
const line = (invoiceNo: string, stockCode: string, quantity: number, price: string, store = '', tender = '') =>
  `${invoiceNo},${stockCode},THING,${quantity},12/1/10 8:26,${price},${store},${tender}`;
const planned = (...lines: string[]) =>
  planDay(readTillRoll([header, ...lines].join('\n'), 'CNY'), { seed: '1', faults: true });
const invoicesOf = (plan: DayPlan): PlannedInvoice[] =>
  plan.stores.flatMap(({ stretches }) => stretches.flatMap(({ invoices }) => invoices));

describe('the plan of a day', () => {
  it('is the same for the same seed and holds every invoice once, whatever the seed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.integer({ min: 1, max: 60 }), (seed, sales) => {
        const roll = convenienceDay({ seed, sales, currency: 'CNY' });
        const plan = planDay(roll, { seed, faults: true });
        expect(planDay(roll, { seed, faults: true })).toEqual(plan);
        const numbers = invoicesOf(plan).map(({ invoiceNo }) => invoiceNo);
        expect(numbers.toSorted()).toEqual(roll.invoices.map(({ invoiceNo }) => invoiceNo).toSorted());
        const total = (kind: 'sale' | 'return') =>
          invoicesOf(plan)
            .filter((invoice) => invoice.kind === kind)
            .reduce((sum, { totalMinor }) => sum + totalMinor, 0n);
        for (const kind of ['sale', 'return'] as const) {
          expect(total(kind)).toBe(
            roll.invoices.filter((one) => one.kind === kind).reduce((sum, { lines }) => sum + rollTotal(lines), 0n),
          );
        }
      }),
      { seed: 3, numRuns: 25 },
    );
  });

  it('keeps stores and tenders that the roll names', () => {
    const plan = planned(line('1', 'A', 1, '1.00', 'East', 'card'), line('2', 'A', 1, '1.00', 'West', '支付宝'));
    expect(plan.stores.map(({ name }) => name)).toEqual(['East', 'West']);
    expect(invoicesOf(plan)).toMatchObject([
      { invoiceNo: '1', tender: 'card', tenderNamed: true, storeId: 'store-1' },
      { invoiceNo: '2', tender: 'alipay', tenderNamed: true, storeId: 'store-2' },
    ]);
  });

  it('gives back to the original what it sold, and the rest in cash', () => {
    const plan = planned(
      line('1', 'A', 2, '1.00'),
      line('1', 'A', 1, '1.00'),
      line('1', 'B', 1, '5.00'),
      line('C1', 'A', -4, '1.00'),
      line('C1', 'B', -1, '4.00'),
      line('C9', 'A', -1, '1.00'),
    );
    const [first, second] = invoicesOf(plan).filter(({ kind }) => kind === 'return');
    expect(first).toMatchObject({
      invoiceNo: 'C1',
      totalMinor: 800n,
      withReceipt: { invoiceNo: '1', totalMinor: 300n, lines: [{ quantity: 3 }] },
      withoutReceipt: [
        { quantity: 1, unitPriceMinor: 100n },
        { quantity: 1, unitPriceMinor: 400n },
      ],
    });
    expect(second).toMatchObject({ invoiceNo: 'C9', withReceipt: undefined, withoutReceipt: [{ quantity: 1 }] });
  });

  it('takes the line down once in every store that sells', () => {
    const plan = planDay(convenienceDay({ seed: 'x', sales: 40, currency: 'CNY' }), { seed: 'x', faults: true });
    for (const { stretches } of plan.stores)
      expect(stretches.filter((stretch) => stretch.line === 'down')).toHaveLength(1);
  });

  it('gives an article with two prices two barcodes', () => {
    const { articles } = planned(line('1', 'A', 1, '1.00'), line('2', 'A', 1, '2.00'), line('3', 'A', 1, '1.00'));
    expect(articles.map(({ unitPriceMinor }) => unitPriceMinor)).toEqual([100n, 200n]);
    expect(new Set(articles.map(({ barcode }) => barcode)).size).toBe(2);
  });
});
