import { lineGrossMinor, type SettingValue, saleSumFault, taxHeldMinor } from '@qiantai/protos';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { articleOf } from '../testing/settings-samples.ts';
import type { Promotion } from './assign-promotions.ts';
import { hasCheckDigit, readMeasuredCode } from './barcode-rules.ts';
import { type CartItem, priceCart } from './price-cart.ts';
import { countsAt } from './promotion-time.ts';
import { spread } from './spread.ts';
import { storeDayAt } from './store-day.ts';
import { unitPriceAt } from './unit-price.ts';

const promotion = (promotionId: string, rule: Promotion['rule'], over: Partial<Promotion> = {}): Promotion => ({
  promotionId,
  nameZh: promotionId,
  nameEn: promotionId,
  validFromMs: 0,
  rule,
  ...over,
});
const percent = (id: string, articleIds: string[], basisPoints: number) =>
  promotion(id, { kind: 'percent_off', articleIds, basisPoints });
const amountOff = (id: string, articleIds: string[], minor: number) =>
  promotion(id, { kind: 'amount_off', articleIds, amountMinor: String(minor) });
const bundle = (id: string, articleIds: string[], quantity: number, minor: number) =>
  promotion(id, { kind: 'bundle', articleIds, quantity, priceMinor: String(minor) });
const saleOff = (id: string, from: number, minor: number) =>
  promotion(id, { kind: 'sale_off', fromMinor: String(from), amountMinor: String(minor) });
const item = (
  lineNo: number,
  articleId: string,
  price: number,
  quantity = 1,
  over: Partial<CartItem> = {},
): CartItem => ({
  lineNo,
  articleId,
  unitPriceMinor: BigInt(price),
  quantity,
  ...over,
});
const noTax = new Map<string, number>();
const offsOf = (items: CartItem[], promotions: Promotion[]) =>
  priceCart(items, promotions, noTax).discounts.map((one) => [one.promotionId, Number(one.amountMinor)]);

describe('promotions', () => {
  test('a piece is in one promotion only, the one that saves most; of equals the lesser id', () => {
    expect(offsOf([item(1, 'A', 1000, 2)], [percent('p', ['A'], 1000), amountOff('q', ['A'], 150)])).toEqual([
      ['q', 300],
    ]);
    expect(offsOf([item(1, 'A', 1000)], [percent('q', ['A'], 1000), amountOff('p', ['A'], 100)])).toEqual([['p', 100]]);
    expect(offsOf([item(1, 'B', 1000)], [percent('p', ['A'], 1000)])).toEqual([]);
  });

  test('percent is rounded half up on each piece, an amount takes no more than the piece costs', () => {
    expect(offsOf([item(1, 'A', 45, 3)], [percent('p', ['A'], 1000)])).toEqual([['p', 15]]);
    expect(offsOf([item(1, 'A', 45, 3)], [amountOff('p', ['A'], 100)])).toEqual([['p', 135]]);
  });

  test('a bundle takes the dearest pieces, as often as it goes, and what is left over keeps its own offer', () => {
    const items = [item(1, 'A', 500, 3), item(2, 'B', 800, 1), item(3, 'C', 300, 1)];
    // 800 + 500 and 500 + 500 for 900 each; C alone at half.
    const three = [bundle('b', ['A', 'B', 'C'], 2, 900), percent('p', ['C'], 5000)];
    expect(offsOf(items, three)).toEqual([
      ['b', 500],
      ['p', 150],
    ]);
  });

  test('a bundle is made only where it saves against the pieces’ own offers', () => {
    const half = percent('p', ['A'], 5000);
    expect(offsOf([item(1, 'A', 1000, 2)], [bundle('b', ['A'], 2, 1000), half])).toEqual([['p', 1000]]);
    expect(offsOf([item(1, 'A', 1000, 2)], [bundle('b', ['A'], 2, 999), half])).toEqual([['b', 1001]]);
    expect(offsOf([item(1, 'A', 1000, 2)], [bundle('b', ['A'], 2, 2500)])).toEqual([]);
  });

  test('a million pieces are priced at once', () => {
    expect(offsOf([item(1, 'A', 100, 1_000_000)], [bundle('b', ['A'], 3, 200)])).toEqual([['b', 33_333_300]]);
  });

  test('weighed goods take percents, and no bundle counts a weight as a piece', () => {
    const weighed = item(1, 'A', 1000, 1, { weightG: 1234 });
    expect(offsOf([weighed, item(2, 'B', 500)], [bundle('b', ['A', 'B'], 2, 1), percent('p', ['A'], 1000)])).toEqual([
      ['p', 123],
    ]);
  });

  test('off the whole sale: the most that is reached after the others, once, and never more than there is', () => {
    const offers = [saleOff('s1', 1000, 100), saleOff('s2', 1800, 500), percent('p', ['A'], 1000)];
    expect(offsOf([item(1, 'A', 2000)], offers)).toEqual([
      ['s2', 500],
      ['p', 200],
    ]);
    expect(offsOf([item(1, 'A', 1999)], offers)).toEqual([
      ['s1', 100],
      ['p', 200],
    ]);
    expect(offsOf([item(1, 'A', 100)], [saleOff('s', 0, 500)])).toEqual([['s', 100]]);
    expect(offsOf([item(1, 'A', 100), item(2, 'DEPOSIT', -300)], [saleOff('s', -900, 500)])).toEqual([]);
  });
});

describe('any cart', () => {
  const ids = ['A', 'B', 'C', 'D'];
  const some = fc.subarray(ids, { minLength: 1 });
  const rule = fc.oneof(
    fc.record({ kind: fc.constant('percent_off' as const), articleIds: some, basisPoints: fc.nat({ max: 10_000 }) }),
    fc.record({
      kind: fc.constant('amount_off' as const),
      articleIds: some,
      amountMinor: fc.nat({ max: 900 }).map(String),
    }),
    fc.record({
      kind: fc.constant('bundle' as const),
      articleIds: some,
      quantity: fc.integer({ min: 2, max: 5 }),
      priceMinor: fc.nat({ max: 3000 }).map(String),
    }),
    fc.record({
      kind: fc.constant('sale_off' as const),
      fromMinor: fc.nat({ max: 5000 }).map(String),
      amountMinor: fc.nat({ max: 2000 }).map(String),
    }),
  );
  const promotions = fc
    .array(rule, { maxLength: 6 })
    .map((rules) => rules.map((one, n) => promotion(`P${n}`, one as Promotion['rule'])));
  const priceOf: Record<string, number> = { A: 1, B: 199, C: 500, D: 777 };
  const line = fc.record({
    articleId: fc.constantFrom(...ids),
    quantity: fc.integer({ min: 1, max: 9 }),
    measured: fc.option(fc.integer({ min: 1, max: 3000 }), { nil: undefined, freq: 4 }),
    taxCode: fc.constantFrom('std', 'low', undefined),
  });
  const items = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) =>
    lines.map(({ articleId, quantity, measured, taxCode }, n) =>
      item(n + 1, articleId, priceOf[articleId] ?? 0, measured === undefined ? quantity : 1, {
        taxCode,
        ...(measured === undefined ? {} : { weightG: measured }),
      }),
    ),
  );
  const rates = new Map([
    ['std', 1300],
    ['low', 900],
  ]);

  test('no line and no total is below zero, discounts over lines sum to the promotions’, and records add up', () => {
    let discounted = 0;
    fc.assert(
      fc.property(items, promotions, (cart, offers) => {
        const priced = priceCart(cart, offers, rates);
        for (const one of priced.lines) {
          expect(one.amountMinor >= 0n && one.discountMinor >= 0n).toBe(true);
          expect(one.amountMinor).toBe(one.grossMinor - one.discountMinor);
          expect(one.promotionIds.length > 0).toBe(one.discountMinor > 0n);
        }
        const off = priced.lines.reduce((sum, one) => sum + one.discountMinor, 0n);
        expect(priced.discounts.reduce((sum, one) => sum + one.amountMinor, 0n)).toBe(off);
        if (off > 0n) discounted += 1;
        const lines = cart.map((one, index) => recordLine(one, priced.lines[index]));
        const tenders = [
          { key: 'k', tender: 'cash', channel: 'cash', amountMinor: String(priced.totalMinor), offline: false },
        ];
        expect(saleSumFault({ lines, totalMinor: String(priced.totalMinor), tenders } as never)).toBeUndefined();
      }),
      { numRuns: 1500, seed: 22 },
    );
    expect(discounted).toBeGreaterThan(500);
  });

  test('the order of lines and of promotions, and pieces of one article over several lines, change no total', () => {
    fc.assert(
      fc.property(items, promotions, fc.nat(), (cart, offers, turn) => {
        const { totalMinor } = priceCart(cart, offers, rates);
        const shift = turn % cart.length;
        const turned = [...cart.slice(shift), ...cart.slice(0, shift)].reverse();
        const renumbered = turned.map((one, index) => ({ ...one, lineNo: index + 1 }));
        expect(priceCart(renumbered, offers.toReversed(), rates).totalMinor).toBe(totalMinor);
        const single = cart.flatMap((one) => Array.from({ length: one.quantity }, () => ({ ...one, quantity: 1 })));
        const apart = single.map((one, index) => ({ ...one, lineNo: index + 1 }));
        expect(priceCart(apart, offers, rates).totalMinor).toBe(totalMinor);
      }),
      { numRuns: 800, seed: 23 },
    );
  });

  test('with one bundle alone nothing that pieces could be put together to would cost less', () => {
    const few = fc.array(fc.constantFrom(...ids), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(
        few,
        some,
        fc.integer({ min: 2, max: 3 }),
        fc.nat({ max: 1500 }),
        (cart, articleIds, quantity, minor) => {
          const lines = cart.map((id, n) => item(n + 1, id, priceOf[id] ?? 0));
          const { totalMinor } = priceCart(lines, [bundle('b', articleIds, quantity, minor)], noTax);
          expect(totalMinor).toBe(
            BigInt(
              cheapest(
                cart.map((id) => [priceOf[id] ?? 0, articleIds.includes(id)]),
                quantity,
                minor,
              ),
            ),
          );
        },
      ),
      { numRuns: 400, seed: 24 },
    );
  });

  /** By trying every way: the first piece alone, or in a bundle with any others. */
  function cheapest(pieces: Array<[number, boolean]>, quantity: number, minor: number): number {
    const [first, ...rest] = pieces;
    if (!first) return 0;
    const alone = first[0] + cheapest(rest, quantity, minor);
    if (!first[1]) return alone;
    const others = choices(rest, quantity - 1).map((left) => minor + cheapest(left, quantity, minor));
    return Math.min(alone, ...others);
  }

  function choices(pieces: Array<[number, boolean]>, count: number): Array<Array<[number, boolean]>> {
    if (count === 0) return [pieces];
    return pieces.flatMap((piece, index) =>
      piece[1] ? choices(pieces.slice(index + 1), count - 1).map((left) => [...pieces.slice(0, index), ...left]) : [],
    );
  }

  function recordLine(one: CartItem, priced: ReturnType<typeof priceCart>['lines'][number] | undefined) {
    const { tax } = priced ?? {};
    return {
      lineNo: one.lineNo,
      articleId: one.articleId,
      barcode: '',
      nameZh: '',
      nameEn: '',
      quantity: one.quantity,
      unitPriceMinor: String(one.unitPriceMinor),
      amountMinor: String(priced?.amountMinor),
      ...(one.weightG === undefined ? {} : { weightG: one.weightG }),
      discountMinor: String(priced?.discountMinor),
      ...(tax
        ? { taxCode: tax.taxCode, taxRateBasisPoints: tax.rateBasisPoints, taxMinor: String(tax.amountMinor) }
        : {}),
    };
  }

  test('an amount is spread exactly, and no part gets more than its weight', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 20 }), fc.nat(), (numbers, seed) => {
        const weights = numbers.map(BigInt);
        const total = weights.reduce((sum, one) => sum + one, 0n);
        const amount = total === 0n ? 0n : BigInt(seed) % (total + 1n);
        const shares = spread(amount, weights);
        expect(shares.reduce((sum, one) => sum + one, 0n)).toBe(amount);
        for (const [index, share] of shares.entries()) expect(share <= (weights[index] ?? 0n)).toBe(true);
      }),
      { seed: 25 },
    );
  });
});

describe('when', () => {
  const at = (text: string) => Date.parse(text);
  const zone = 'Asia/Shanghai';
  const counts = (text: string, over: Partial<Promotion>) => {
    const nowMs = at(text);
    return countsAt(
      promotion('p', { kind: 'sale_off', fromMinor: '0', amountMinor: '1' }, over),
      nowMs,
      storeDayAt(nowMs, zone),
    );
  };

  test('the day and the time are the store’s own, also where clocks are put forward', () => {
    expect(storeDayAt(at('2026-01-04T16:05:00Z'), zone)).toEqual({ weekday: 1, minute: 5 });
    expect(storeDayAt(at('2026-03-08T06:59:00Z'), 'America/New_York')).toEqual({ weekday: 7, minute: 119 });
    expect(storeDayAt(at('2026-03-08T07:00:00Z'), 'America/New_York')).toEqual({ weekday: 7, minute: 180 });
    expect(storeDayAt(at('2026-01-04T16:05:00Z'), 'Nowhere/At_All')).toEqual({ weekday: 1, minute: 5 });
  });

  test('from the first instant on and before the last', () => {
    const validity = { validFromMs: at('2026-01-01T00:00:00Z'), validUntilMs: at('2026-01-02T00:00:00Z') };
    expect(counts('2025-12-31T23:59:59.999Z', validity)).toBe(false);
    expect(counts('2026-01-01T00:00:00Z', validity)).toBe(true);
    expect(counts('2026-01-01T23:59:59.999Z', validity)).toBe(true);
    expect(counts('2026-01-02T00:00:00Z', validity)).toBe(false);
  });

  test('a time past midnight belongs to the day on which it began', () => {
    const fridayNight = { weekdays: [5], fromTime: '22:00', untilTime: '02:00' };
    // 2026-01-02 is a Friday.
    expect(counts('2026-01-02T21:59:00+08:00', fridayNight)).toBe(false);
    expect(counts('2026-01-02T22:00:00+08:00', fridayNight)).toBe(true);
    expect(counts('2026-01-03T01:59:59+08:00', fridayNight)).toBe(true);
    expect(counts('2026-01-03T02:00:00+08:00', fridayNight)).toBe(false);
    expect(counts('2026-01-03T22:30:00+08:00', fridayNight)).toBe(false);
    expect(counts('2026-01-02T01:00:00+08:00', fridayNight)).toBe(false);
    expect(counts('2026-01-05T01:00:00+08:00', { ...fridayNight, weekdays: [7] })).toBe(true);
  });

  test('a time within a day, half of one, and a whole one from a time on', () => {
    const noon = { weekdays: [5], fromTime: '11:00', untilTime: '13:30' };
    expect(counts('2026-01-02T13:29:59+08:00', noon)).toBe(true);
    expect(counts('2026-01-02T13:30:00+08:00', noon)).toBe(false);
    expect(counts('2026-01-03T12:00:00+08:00', noon)).toBe(false);
    expect(counts('2026-01-02T09:00:00+08:00', { untilTime: '10:00' })).toBe(true);
    expect(counts('2026-01-02T10:00:00+08:00', { untilTime: '10:00' })).toBe(false);
    expect(counts('2026-01-02T23:59:00+08:00', { fromTime: '10:00' })).toBe(true);
    expect(counts('2026-01-03T03:59:00+08:00', { weekdays: [5], fromTime: '04:00', untilTime: '04:00' })).toBe(true);
  });
});

describe('the unit price', () => {
  const article = (rank: number, minor = '100') => ({ value: articleOf('A', { unitPriceMinor: minor }), rank });
  const price = (rank: number, minor: string, validFromMs: number, validUntilMs?: number) => ({
    rank,
    value: {
      articleId: 'A',
      unitPriceMinor: minor,
      currency: 'CNY',
      validFromMs,
      ...(validUntilMs === undefined ? {} : { validUntilMs }),
    } as SettingValue<'price'>,
  });

  test('is the price that began last, at its edges', () => {
    const prices = [price(0, '90', 10, 20), price(0, '80', 15), price(0, '70', 30)];
    const at = (nowMs: number) => Number(unitPriceAt(article(0), prices, nowMs));
    expect([9, 10, 14, 15, 29, 30].map(at)).toEqual([100, 90, 90, 80, 80, 70]);
    expect(Number(unitPriceAt(article(0), [price(0, '90', 10, 20)], 20))).toBe(100);
  });

  test('of two that began together it is the one with the greater id', () => {
    expect(unitPriceAt(article(0), [price(0, '1', 10), price(0, '2', 10)], 10)).toBe(2n);
  });

  test('a nearer scope’s word counts before a wider one’s, the article’s own too; other money never', () => {
    expect(unitPriceAt(article(0), [price(2, '90', 1), price(0, '80', 5)], 9)).toBe(90n);
    expect(unitPriceAt(article(3), [price(2, '90', 1)], 9)).toBe(100n);
    const foreign = { rank: 3, value: { ...price(3, '5', 1).value, currency: 'USD' as const } };
    expect(unitPriceAt(article(0), [foreign], 9)).toBe(100n);
  });
});

describe('codes with a weight or a price', () => {
  const weight: SettingValue<'barcode_rule'> = {
    prefix: '2',
    length: 13,
    article: { from: 2, length: 5 },
    value: { from: 7, length: 5, is: 'weight_g' },
    checkDigit: true,
  };
  const price = { ...weight, prefix: '28', value: { ...weight.value, is: 'price_minor' as const } };
  const read = (code: string, rules = [weight, price]) => readMeasuredCode([code], rules);

  test('check digits of GS1’s own example', () => {
    expect(hasCheckDigit('6291041500213')).toBe(true);
    expect(hasCheckDigit('6291041500214')).toBe(false);
  });

  test('are read by the rule with the longest prefix', () => {
    expect(read('2112345012340')).toEqual({ kind: 'bad_check_digit' });
    const good = [...Array(10).keys()].map((n) => `211234501234${n}`).filter(hasCheckDigit);
    expect(good.map((code) => read(code))).toEqual([{ kind: 'weight', article: '12345', weightG: 1234 }]);
    const priced = [...Array(10).keys()].map((n) => `281234500999${n}`).filter(hasCheckDigit);
    expect(priced.map((code) => read(code))).toEqual([{ kind: 'price', article: '12345', priceMinor: 999n }]);
  });

  test('other codes, other lengths and rules that point outside are nobody’s', () => {
    expect(read('6901234567892')).toEqual({ kind: 'other' });
    expect(read('21123450123')).toEqual({ kind: 'other' });
    expect(read('2A12345012340')).toEqual({ kind: 'other' });
    expect(read('2112345012340', [{ ...weight, value: { from: 10, length: 8, is: 'weight_g' } }])).toEqual({
      kind: 'other',
    });
    const unchecked = { ...weight, checkDigit: false };
    expect(read('2112345012340', [unchecked])).toMatchObject({ kind: 'weight', weightG: 1234 });
  });
});

test('amounts: weights and taxes are rounded half up, below zero as its mirror', () => {
  expect(lineGrossMinor({ quantity: 1, unitPriceMinor: '1990', weightG: 250 })).toBe(498n);
  expect(lineGrossMinor({ quantity: 1, unitPriceMinor: '-1990', weightG: 250 })).toBe(-498n);
  expect(taxHeldMinor(11_300n, 1300)).toBe(1300n);
  expect(taxHeldMinor(100n, 1300)).toBe(12n);
  expect(taxHeldMinor(-100n, 1300)).toBe(-12n);
});
