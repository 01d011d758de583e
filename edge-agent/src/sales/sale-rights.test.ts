import type { SaleRecord, SettingValue } from '@qiantai/protos';
import { describe, expect, test } from 'vitest';
import { type CheckedSale, rightsOfSale, roundingFault } from './sale-rights.ts';

type Line = SaleRecord['lines'][number];
const line = (over: Partial<Line> = {}): Line => ({
  ...{ lineNo: 1, articleId: 'A1', barcode: '', nameZh: '', nameEn: '' },
  ...{ quantity: 1, unitPriceMinor: '1000', amountMinor: '1000' },
  ...over,
});
const sale = (lines: Line[], over: Partial<CheckedSale> = {}): CheckedSale => ({
  kind: 'sale',
  lines,
  totalMinor: '1000',
  ...over,
});
const rules: SettingValue<'till_rules'> = { currency: 'CNY', roundToMinor: 100 };

describe('a sale asks for', () => {
  test.each<[string, CheckedSale, string[]]>([
    ['nothing', sale([line()]), []],
    ['nothing for a promotion', sale([line({ discountMinor: '5', promotionIds: ['P'] })]), []],
    [
      'a right for what a person took off',
      sale([line({ discountMinor: '5', manualDiscountMinor: '5' })]),
      ['line.discount|cart.discount'],
    ],
    ['the same where the line does not say so', sale([line({ discountMinor: '5' })]), ['line.discount|cart.discount']],
    [
      'the same beside a promotion, and on what comes back',
      sale([line({ discountMinor: '5', manualDiscountMinor: '1', promotionIds: ['P'], isBack: true })]),
      ['line.discount|cart.discount', 'line.back'],
    ],
    [
      'that of rounding alone',
      sale([line({ discountMinor: '5', manualDiscountMinor: '5' })], { roundingMinor: '5' }),
      ['sale.round'],
    ],
    [
      'both where more is off than was rounded',
      sale([line({ discountMinor: '6', manualDiscountMinor: '6' })], { roundingMinor: '5' }),
      ['line.discount|cart.discount', 'sale.round'],
    ],
    ['that of another price', sale([line({ listPriceMinor: '1200' })]), ['price.change']],
    ['nothing for the same price', sale([line({ listPriceMinor: '1000' })]), []],
    ['that of no article', sale([line({ articleId: '-' })]), ['sale.by_price']],
    [
      'that of what comes back alone for lines of a receipt at what was paid',
      sale([line({ articleId: '-', isBack: true, originalLineNo: 2, listPriceMinor: '1200' })]),
      ['line.back'],
    ],
    [
      'that of another price for a line that goes out',
      sale([line({ originalLineNo: 2, listPriceMinor: '1200' })]),
      ['price.change'],
    ],
    ['nothing for a return of a receipt', sale([line({ originalLineNo: 1 })], returned('R1')), []],
    ['that of a return without one', sale([line()], returned(undefined)), ['return.without_receipt']],
    ['the same for a line that is of no receipt', sale([line()], returned('R1')), ['return.without_receipt']],
    [
      'the same where no receipt is named',
      sale([line({ originalLineNo: 1 })], returned(undefined)),
      ['return.without_receipt'],
    ],
  ])('%s', (_what, checked, asked) => {
    expect(rightsOfSale(checked, rules).map((rights) => rights.join('|'))).toEqual(asked);
  });

  test('nothing for amounts where the till sells by amounts', () => {
    expect(rightsOfSale(sale([line({ articleId: '-' })]), { ...rules, saleMode: 'quick' })).toEqual([]);
  });

  test('nothing for a tip where the store takes them, and that of no article where it does not', () => {
    const tip = line({ articleId: '-', nameZh: '小费', nameEn: 'Tip' });
    expect(rightsOfSale(sale([line(), tip]), { ...rules, tips: true })).toEqual([]);
    expect(rightsOfSale(sale([line(), tip]), rules)).toEqual([['sale.by_price']]);
    const other = { ...tip, nameZh: '小费盒' };
    expect(rightsOfSale(sale([tip, other]), { ...rules, tips: true })).toEqual([['sale.by_price']]);
  });
});

test('a rounding is the store’s, or is none', () => {
  const rounded = (roundingMinor: string, over: Partial<CheckedSale> = {}) =>
    sale([line()], { roundingMinor, ...over });
  expect(roundingFault(sale([line()]), undefined)).toBeUndefined();
  expect(roundingFault(rounded('99'), rules)).toBeUndefined();
  expect(roundingFault(rounded('100'), rules)).toContain('rounds a sale');
  expect(roundingFault(rounded('1', { totalMinor: '1001' }), rules)).toContain('to 100');
  expect(roundingFault(rounded('1'), undefined)).toContain('to 0');
  expect(roundingFault(rounded('1', { kind: 'return' }), rules)).toContain('rounds a sale');
});

function returned(originalReceiptNo: string | undefined): Partial<CheckedSale> {
  return { kind: 'return', ...(originalReceiptNo === undefined ? {} : { originalReceiptNo }) };
}
