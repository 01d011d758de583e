import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFeeTerms, type FeeTerms, feeOf } from './operation-fee.ts';

const terms = (change: Partial<FeeTerms> = {}): FeeTerms => ({
  basisPoints: 10,
  minimumMinor: 10n,
  maximumMinor: 2500n,
  freePerMonthMinor: 0n,
  ...change,
});

describe('the fee of an operation', () => {
  it.each([
    // 0.1 % of 1,000.00
    [100_000n, terms(), 0n, 100n, 0n],
    // Half a fen goes up, less goes down.
    [15_500n, terms({ minimumMinor: 0n }), 0n, 16n, 0n],
    [15_499n, terms({ minimumMinor: 0n }), 0n, 15n, 0n],
    [500n, terms({ minimumMinor: 0n }), 0n, 1n, 0n],
    [499n, terms({ minimumMinor: 0n }), 0n, 0n, 0n],
    [1n, terms(), 0n, 10n, 0n],
    [10_000_000n, terms(), 0n, 2500n, 0n],
    [10_000_000n, terms({ maximumMinor: null }), 0n, 10_000n, 0n],
    // The quota covers all of it, a part of it, nothing of it.
    [100_000n, terms(), 100_000n, 0n, 100_000n],
    [100_000n, terms(), 40_000n, 60n, 40_000n],
    [100_000n, terms(), 99_999n, 10n, 99_999n],
    [0n, terms(), 0n, 0n, 0n],
    [100_000n, terms({ basisPoints: 0, minimumMinor: 0n }), 0n, 0n, 0n],
  ])('%s', (amountMinor, ofTerms, freeLeftMinor, feeMinor, freeUsedMinor) => {
    expect(feeOf(amountMinor, ofTerms, freeLeftMinor)).toEqual({ feeMinor, freeUsedMinor });
  });

  it('refuses what makes no sense', () => {
    expect(() => feeOf(-1n, terms(), 0n)).toThrow(RangeError);
    expect(() => feeOf(1n, terms(), -1n)).toThrow(RangeError);
    expect(() => checkFeeTerms(terms({ basisPoints: 0.5 }))).toThrow(RangeError);
    expect(() => checkFeeTerms(terms({ basisPoints: 10_001 }))).toThrow(RangeError);
    expect(() => checkFeeTerms(terms({ minimumMinor: 11n, maximumMinor: 10n }))).toThrow(RangeError);
    expect(() => checkFeeTerms(terms({ minimumMinor: -1n }))).toThrow(RangeError);
  });

  it('is never below zero, never above its maximum, and never falls as the amount grows', () => {
    const amount = fc.bigInt({ min: 0n, max: 999_999_999_999n });
    fc.assert(
      fc.property(amount, amount, amount, fc.integer({ min: 0, max: 10_000 }), (one, other, free, basisPoints) => {
        const ofTerms = terms({ basisPoints });
        const [less, more] = one < other ? [one, other] : [other, one];
        const small = feeOf(less, ofTerms, free);
        const large = feeOf(more, ofTerms, free);
        expect(small.feeMinor >= 0n && large.feeMinor <= 2500n).toBe(true);
        expect(small.feeMinor <= large.feeMinor).toBe(true);
        expect(large.freeUsedMinor <= free && large.freeUsedMinor <= more).toBe(true);
      }),
      { seed: 20260101, numRuns: 300 },
    );
  });
});
