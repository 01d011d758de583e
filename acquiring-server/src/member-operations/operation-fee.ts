/** What a member pays for an operation. Pure. */

export interface FeeTerms {
  /** Hundredths of a percent of the amount that the free quota does not cover. */
  basisPoints: number;
  /** The fee is at least this, minor units, where anything is charged at all. */
  minimumMinor: bigint;
  /** And at most this; null: no bound. */
  maximumMinor: bigint | null;
  /** Amount of a calendar month (Beijing) that costs nothing, minor units. */
  freePerMonthMinor: bigint;
}

export interface Fee {
  feeMinor: bigint;
  /** How much of the free quota it takes, minor units. */
  freeUsedMinor: bigint;
}

/**
 * The fee of `amountMinor`, of which at most `freeLeftMinor` is free: basis points of the rest, half up to the
 * minor unit, within minimum and maximum. An amount that the quota covers as a whole costs nothing.
 * @throws RangeError for an amount or quota below zero, or terms that contradict themselves
 */
export function feeOf(amountMinor: bigint, terms: FeeTerms, freeLeftMinor: bigint): Fee {
  if (amountMinor < 0n || freeLeftMinor < 0n) throw new RangeError('an amount below zero has no fee');
  checkFeeTerms(terms);
  const freeUsedMinor = freeLeftMinor < amountMinor ? freeLeftMinor : amountMinor;
  const chargedMinor = amountMinor - freeUsedMinor;
  if (chargedMinor === 0n) return { feeMinor: 0n, freeUsedMinor };
  const byRateMinor = (chargedMinor * BigInt(terms.basisPoints) + 5000n) / 10_000n;
  const atLeast = byRateMinor < terms.minimumMinor ? terms.minimumMinor : byRateMinor;
  const feeMinor = terms.maximumMinor !== null && atLeast > terms.maximumMinor ? terms.maximumMinor : atLeast;
  return { feeMinor, freeUsedMinor };
}

/** @throws RangeError */
export function checkFeeTerms(terms: FeeTerms): void {
  const { basisPoints, minimumMinor, maximumMinor, freePerMonthMinor } = terms;
  if (!Number.isInteger(basisPoints) || basisPoints < 0 || basisPoints > 10_000) {
    throw new RangeError(`${basisPoints} is no whole number of basis points from 0 to 10000`);
  }
  if (minimumMinor < 0n || freePerMonthMinor < 0n || (maximumMinor !== null && maximumMinor < minimumMinor)) {
    throw new RangeError('the bounds of the fee contradict themselves');
  }
}
