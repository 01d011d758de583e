import { describe, expect, it } from 'vitest';
import { applyTerms, defaultTerms, type OperationTerms, type OperationUsage } from './operation-terms.ts';

const nothing: OperationUsage = { dayAmountMinor: 0n, dayCount: 0, monthFreeUsedMinor: 0n };
const terms: OperationTerms = {
  amountMinMinor: 100n,
  amountMaxMinor: 50_000n,
  dayAmountMaxMinor: 80_000n,
  dayCountMax: 3,
  fee: { basisPoints: 10, minimumMinor: 10n, maximumMinor: null, freePerMonthMinor: 20_000n },
  reviewFromMinor: 40_000n,
};

function refusedBy(amountMinor: bigint, usage: Partial<OperationUsage> = {}): string | undefined {
  try {
    applyTerms(amountMinor, terms, { ...nothing, ...usage });
    return undefined;
  } catch (error) {
    return (error as { details: { limit: string } }).details.limit;
  }
}

describe('limits', () => {
  it.each([
    [99n, {}, 'amount_min'],
    [100n, {}, undefined],
    [50_000n, {}, undefined],
    [50_001n, {}, 'amount_max'],
    [30_000n, { dayAmountMinor: 50_000n }, undefined],
    [30_001n, { dayAmountMinor: 50_000n }, 'day_amount_max'],
    [100n, { dayCount: 2 }, undefined],
    [100n, { dayCount: 3 }, 'day_count_max'],
  ])('%s', (amountMinor, usage, limit) => {
    expect(refusedBy(amountMinor, usage)).toBe(limit);
  });

  it('ask for a review from an amount on', () => {
    expect(applyTerms(39_999n, terms, nothing).asksReview).toBe(false);
    expect(applyTerms(40_000n, terms, nothing).asksReview).toBe(true);
  });

  it('give what is left of the free quota, and nothing where it is overdrawn', () => {
    expect(applyTerms(10_000n, terms, nothing)).toMatchObject({ feeMinor: 0n, freeUsedMinor: 10_000n });
    expect(applyTerms(10_000n, terms, { ...nothing, monthFreeUsedMinor: 15_000n })).toMatchObject({
      feeMinor: 10n,
      freeUsedMinor: 5000n,
    });
    expect(applyTerms(10_000n, terms, { ...nothing, monthFreeUsedMinor: 25_000n })).toMatchObject({
      feeMinor: 10n,
      freeUsedMinor: 0n,
    });
  });

  it('are none by default', () => {
    expect(applyTerms(999_999_999_999n, defaultTerms, { ...nothing, dayCount: 1000 })).toEqual({
      feeMinor: 0n,
      freeUsedMinor: 0n,
      asksReview: false,
    });
  });
});
