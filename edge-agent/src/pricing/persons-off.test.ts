import { lineGrossMinor, saleSumFault, taxHeldMinor } from '@qiantai/protos';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Promotion } from './assign-promotions.ts';
import type { Off } from './persons-off.ts';
import { type CartItem, type PricedCart, priceCart, type WholeOff } from './price-cart.ts';

const noTax = new Map<string, number>();
const amount = (minor: number): Off => ({ kind: 'amount', amountMinor: BigInt(minor) });
const points = (basisPoints: number): Off => ({ kind: 'basis_points', basisPoints });
const item = (lineNo: number, price: number, over: Partial<CartItem> = {}): CartItem => ({
  lineNo,
  articleId: `A${lineNo}`,
  unitPriceMinor: BigInt(price),
  quantity: 1,
  ...over,
});
const percentOff = (articleIds: string[], basisPoints: number): Promotion => ({
  promotionId: 'P',
  nameZh: 'P',
  nameEn: 'P',
  validFromMs: 0,
  rule: { kind: 'percent_off', articleIds, basisPoints },
});
const saleOff = (fromMinor: number, amountMinor: number): Promotion => ({
  ...percentOff([], 0),
  rule: { kind: 'sale_off', fromMinor: String(fromMinor), amountMinor: String(amountMinor) },
});
const whole = (off?: Off, roundToMinor = 0): WholeOff => ({ off, roundToMinor: BigInt(roundToMinor) });
const amounts = (cart: PricedCart) => cart.lines.map((line) => Number(line.amountMinor));
const manuals = (cart: PricedCart) => cart.lines.map((line) => Number(line.manualDiscountMinor));

describe('off a line', () => {
  test('basis points of what promotions leave, half up; an amount takes no more than is there', () => {
    const cart = priceCart(
      [item(1, 1000, { off: points(1000) }), item(2, 5, { off: points(5000) }), item(3, 300, { off: amount(999) })],
      [percentOff(['A1'], 1000)],
      noTax,
    );
    expect(amounts(cart)).toEqual([810, 2, 0]);
    expect(manuals(cart)).toEqual([90, 3, 300]);
    expect(cart.lines[0]).toMatchObject({ discountMinor: 190n, promotionIds: ['P'] });
    expect(cart.manualDiscountMinor).toBe(393n);
  });

  test('nothing is off a deposit that comes back, and 10,000 basis points leave nothing', () => {
    const cart = priceCart([item(1, -300, { off: amount(5) }), item(2, 300, { off: points(10_000) })], [], noTax);
    expect(amounts(cart)).toEqual([-300, 0]);
    expect(manuals(cart)).toEqual([0, 300]);
  });
});

describe('a line that stands apart', () => {
  test('a price that a person set is in no promotion and counts towards none', () => {
    const items = [item(1, 800, { repriced: true }), item(2, 500)];
    expect(amounts(priceCart(items, [percentOff(['A1', 'A2'], 1000)], noTax))).toEqual([800, 450]);
    expect(amounts(priceCart(items, [saleOff(501, 100)], noTax))).toEqual([800, 500]);
    expect(amounts(priceCart(items, [saleOff(500, 100)], noTax))).toEqual([800, 400]);
  });

  test('what comes back is below zero, with its tax, and less what a person took off it', () => {
    const items = [item(1, 1130, { taxCode: 'std' }), item(2, 565, { taxCode: 'std', isBack: true, off: amount(65) })];
    const cart = priceCart(items, [percentOff(['A2'], 1000)], new Map([['std', 1300]]));
    expect(amounts(cart)).toEqual([1130, -500]);
    expect(cart.lines.map((line) => line.tax?.amountMinor)).toEqual([130n, -58n]);
    expect([cart.totalMinor, cart.taxMinor]).toEqual([630n, 72n]);
  });

  test('more may come back than goes out; then nothing is off the whole, and nothing rounded', () => {
    const cart = priceCart([item(1, 333), item(2, 500, { isBack: true })], [], noTax, whole(amount(50), 10));
    expect(cart).toMatchObject({ totalMinor: -167n, manualDiscountMinor: 0n, roundingMinor: 0n });
  });
});

describe('off the whole sale', () => {
  test('is taken after the lines, spread by what they cost then, and no more than the customer pays', () => {
    const items = [item(1, 1000, { off: amount(100) }), item(2, 100)];
    expect(manuals(priceCart(items, [], noTax, whole(points(1000))))).toEqual([190, 10]);
    expect(manuals(priceCart(items, [], noTax, whole(amount(5000))))).toEqual([1000, 100]);
    const swap = [item(1, 1000), item(2, 600, { isBack: true })];
    expect(amounts(priceCart(swap, [], noTax, whole(amount(900))))).toEqual([600, -600]);
  });

  test('the total is rounded down at the end, and the rounding is none of the discount', () => {
    const cart = priceCart([item(1, 1234), item(2, 765)], [], noTax, whole(amount(100), 10));
    expect(cart).toMatchObject({ totalMinor: 1890n, manualDiscountMinor: 100n, roundingMinor: 9n });
    expect(manuals(cart).reduce((sum, one) => sum + one, 0)).toBe(109);
    expect(priceCart([item(1, 120)], [], noTax, whole(undefined, 10))).toMatchObject({ roundingMinor: 0n });
  });
});

describe('any cart', () => {
  const off = fc.option(fc.oneof(fc.nat({ max: 3000 }).map(amount), fc.nat({ max: 10_000 }).map(points)), {
    nil: undefined,
  });
  const line = fc.record({
    price: fc.integer({ min: -300, max: 3000 }),
    quantity: fc.integer({ min: 1, max: 5 }),
    weightG: fc.option(fc.integer({ min: 1, max: 3000 }), { nil: undefined, freq: 4 }),
    taxCode: fc.constantFrom('std', 'low', undefined),
    repriced: fc.boolean(),
    isBack: fc.constantFrom(false, false, false, true),
    off,
  });
  const items = fc
    .array(line, { minLength: 1, maxLength: 8 })
    .map((lines) =>
      lines.map(({ price, quantity, weightG, ...rest }, n) =>
        item(n + 1, price, { ...rest, ...(weightG === undefined ? { quantity } : { weightG }) }),
      ),
    );
  const promotions = fc.constantFrom([], [percentOff(['A1', 'A3'], 1500)], [saleOff(1000, 333)]);
  const rates = new Map([
    ['std', 1300],
    ['low', 900],
  ]);

  test('lines add up to the total, hold their tax, are never below zero, and spread exactly', () => {
    const seen = { manual: 0, rounded: 0, back: 0 };
    fc.assert(
      fc.property(items, promotions, off, fc.constantFrom(0, 10, 100), (cart, offers, wholeOff, roundTo) => {
        const priced = priceCart(cart, offers, rates, whole(wholeOff, roundTo));
        const bare = priceCart(cart, offers, rates, whole());
        for (const [n, one] of priced.lines.entries()) {
          const size = cart[n]?.isBack ? -one.amountMinor : one.amountMinor;
          expect(size).toBe(one.grossMinor - one.discountMinor);
          expect(size >= 0n || one.grossMinor < 0n).toBe(true);
          expect(one.manualDiscountMinor >= 0n && one.manualDiscountMinor <= one.discountMinor).toBe(true);
        }
        const manual = priced.lines.reduce((sum, one) => sum + one.manualDiscountMinor, 0n);
        expect(manual).toBe(priced.manualDiscountMinor + priced.roundingMinor);
        const offWhole = priced.manualDiscountMinor - bare.manualDiscountMinor;
        expect(priced.totalMinor).toBe(bare.totalMinor - offWhole - priced.roundingMinor);
        if (priced.totalMinor < 0n) expect(offWhole + priced.roundingMinor).toBe(0n);
        if (roundTo > 0 && priced.roundingMinor > 0n) expect(priced.totalMinor % BigInt(roundTo)).toBe(0n);
        expect(saleSumFault(recordOf(cart, priced))).toBeUndefined();
        if (offWhole > 0n) seen.manual += 1;
        if (priced.roundingMinor > 0n) seen.rounded += 1;
        if (cart.some((one) => one.isBack) && priced.totalMinor > 0n) seen.back += 1;
      }),
      { numRuns: 2000, seed: 31 },
    );
    expect(Math.min(seen.manual, seen.rounded, seen.back)).toBeGreaterThan(200);
  });

  test('basis points of the whole come to what they are of all that goes out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 3000 }), { minLength: 1, maxLength: 20 }),
        fc.nat({ max: 10_000 }),
        (prices, bp) => {
          const cart = prices.map((price, n) => item(n + 1, price));
          const total = prices.reduce((sum, price) => sum + price, 0);
          const priced = priceCart(cart, [], noTax, whole(points(bp)));
          expect(Number(priced.manualDiscountMinor)).toBe(Math.floor((2 * total * bp + 10_000) / 20_000));
        },
      ),
      { numRuns: 500, seed: 32 },
    );
  });

  function recordOf(cart: CartItem[], priced: PricedCart) {
    const lines = cart.map((one, n) => {
      const { discountMinor, manualDiscountMinor, amountMinor, tax, grossMinor } = priced.lines[n] as never as {
        [name: string]: bigint;
      } & PricedCart['lines'][number];
      const measure = { quantity: one.quantity, unitPriceMinor: String(one.unitPriceMinor), weightG: one.weightG };
      expect(lineGrossMinor(measure)).toBe(grossMinor);
      if (tax) expect(tax.amountMinor).toBe(taxHeldMinor(amountMinor, tax.rateBasisPoints));
      return {
        ...{ lineNo: one.lineNo, articleId: one.articleId, barcode: '', nameZh: '', nameEn: '', ...measure },
        amountMinor: String(amountMinor),
        discountMinor: String(discountMinor),
        manualDiscountMinor: String(manualDiscountMinor),
        ...(one.isBack ? { isBack: true as const } : {}),
        ...(tax
          ? { taxCode: tax.taxCode, taxRateBasisPoints: tax.rateBasisPoints, taxMinor: String(tax.amountMinor) }
          : {}),
      };
    });
    const totalMinor = String(priced.totalMinor);
    const tenders = [
      { key: 'k', tender: 'cash' as const, channel: 'cash' as const, amountMinor: totalMinor, offline: false },
    ];
    return { lines, totalMinor, tenders, roundingMinor: String(priced.roundingMinor) };
  }
});
