import type { SaleRecord } from '@qiantai/protos';
import { expect, test } from 'vitest';
import { saleException } from './sale-check.ts';

const place = { merchantId: 'M1', storeId: 'S1', terminalId: 'T1' };
type Line = SaleRecord['lines'][number];
const bare = { articleId: 'A1', barcode: '', nameZh: '', nameEn: '' };
const weighed: Line = {
  ...{ ...bare, lineNo: 1, quantity: 1, unitPriceMinor: '1990', weightG: 1250, discountMinor: '248' },
  ...{ promotionIds: ['P1'], amountMinor: '2240', taxCode: 'farm', taxRateBasisPoints: 900, taxMinor: '185' },
};
const coded: Line = {
  ...bare,
  lineNo: 2,
  quantity: 1,
  unitPriceMinor: '1990',
  codePriceMinor: '999',
  amountMinor: '999',
};

function check(change: Partial<Line>, over: Partial<SaleRecord> = {}): string {
  const lines = [{ ...weighed, ...change }, coded];
  const tenders = [{ amountMinor: '3239' }];
  return saleException({ ...place, lines, totalMinor: '3239', tenders, ...over } as SaleRecord, place);
}

test('weights, prices of codes, discounts and taxes that add up are taken as they are', () => {
  expect(check({})).toBe('');
});

test('each of them that does not is an exception of the line', () => {
  const faults: Array<Partial<Line>> = [
    { weightG: 1249 },
    { quantity: 2 },
    { codePriceMinor: '2488' },
    { discountMinor: '247' },
    { discountMinor: '2489', amountMinor: '-1' },
    { taxMinor: '186' },
    { taxMinor: undefined },
    { taxCode: undefined },
  ];
  for (const fault of faults) expect(check(fault), JSON.stringify(fault)).toBe('SALE_LINE_DIFFERS');
});

test('the total, the tenders and the place are looked at as before', () => {
  expect(check({}, { totalMinor: '3240' })).toBe('SALE_TOTAL_DIFFERS');
  expect(check({}, { tenders: [] })).toBe('SALE_TENDERS_DIFFER');
  expect(check({}, { terminalId: 'T2' })).toBe('SALE_PLACE_DIFFERS');
});
