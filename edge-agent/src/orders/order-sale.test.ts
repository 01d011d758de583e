import { expect, test } from 'vitest';
import { orderSaleFault, paymentsOfSale } from './order-sale.ts';

type Sale = Parameters<typeof orderSaleFault>[0];
const order = {
  orderId: '0190a5c0-0000-7000-8000-000000000001',
  ...{ terminalId: 'till-1', source: 'merchant', externalRef: 'X1', title: 'Table 4', currency: 'CNY' as const },
  lines: [
    { name: '面条', quantity: 2, unitPriceMinor: '1500' },
    { name: 'Tea', quantity: 1, unitPriceMinor: '0' },
  ],
  ...{ totalMinor: '3000', createdAtMs: 1, expiresAtMs: 2 },
};
const line = (lineNo: number, name: string, quantity: number, unit: number) => ({
  ...{ lineNo, articleId: '-', barcode: '', nameZh: name, nameEn: name, quantity },
  ...{ unitPriceMinor: String(unit), amountMinor: String(quantity * unit) },
});
const lines = [line(1, '面条', 2, 1500), line(2, 'Tea', 1, 0)] as const;
const sale: Sale = { kind: 'sale', lines: [...lines], totalMinor: '3000', currency: 'CNY' };

test('a sale is its order by every line', () => {
  expect(orderSaleFault(sale, order)).toBeUndefined();
  expect(orderSaleFault({ ...sale, externalRef: 'X1' }, order)).toBeUndefined();
});

const [noodles, tea] = lines;
test.each<[string, Partial<Sale>, RegExp]>([
  ['a return', { kind: 'return' }, /by a sale/],
  ['another currency', { currency: 'USD' }, /in CNY/],
  ['a rounding', { roundingMinor: '1' }, /rounded/],
  ['another number', { externalRef: 'X2' }, /external_ref/],
  ['a line less', { lines: [noodles] }, /2 lines/],
  ['a line more', { lines: [noodles, tea, tea] }, /2 lines/],
  ['lines in another order', { lines: [tea, noodles] }, /line 2/],
  ['an article', { lines: [{ ...noodles, articleId: 'A1' }, tea] }, /line 1/],
  ['another name', { lines: [{ ...noodles, nameEn: 'Rice' }, tea] }, /line 1/],
  ['another quantity', { lines: [{ ...noodles, quantity: 3 }, tea] }, /line 1/],
  ['another price', { lines: [noodles, { ...tea, unitPriceMinor: '1' }] }, /line 2/],
  ['something taken off', { lines: [{ ...noodles, discountMinor: '1' }, tea] }, /line 1/],
  ['something back', { lines: [noodles, { ...tea, isBack: true }] }, /line 2/],
  ['a weight', { lines: [{ ...noodles, weightG: 5 }, tea] }, /line 1/],
  ['another total', { totalMinor: '3001' }, /total is 3000/],
])('%s is not', (_what, change, why) => {
  expect(orderSaleFault({ ...sale, ...change }, order)).toMatch(why);
});

test('how it was paid names the number of a card alone', () => {
  const tenders = [
    { key: 'k1', tender: 'card' as const, channel: 'card' as const, amountMinor: '1000', offline: false },
    { key: 'k2', tender: 'cash' as const, channel: 'cash' as const, amountMinor: '2000', offline: false },
  ];
  expect(paymentsOfSale({ tenders }, (key) => `622848******${key}`)).toEqual([
    { tender: 'card', channel: 'card', amountMinor: '1000', maskedPan: '622848******k1' },
    { tender: 'cash', channel: 'cash', amountMinor: '2000', maskedPan: '' },
  ]);
});
