/** What an account type may do in one operation, a day and a month, and what it pays. Pure. */
import { amountMinorMax } from '@qiantai/protos';
import { serverError } from '../errors.ts';
import { type FeeTerms, feeOf } from './operation-fee.ts';

export interface OperationTerms {
  /** Of one operation without its fee, minor units. */
  amountMinMinor: bigint;
  amountMaxMinor: bigint;
  /** Of a day (Beijing); null: no limit. */
  dayAmountMaxMinor: bigint | null;
  dayCountMax: number | null;
  fee: FeeTerms;
  /** From this amount on two roles look before a withdrawal goes; null: never. */
  reviewFromMinor: bigint | null;
}

/** Where neither the company nor the platform set any. */
export const defaultTerms: OperationTerms = {
  amountMinMinor: 1n,
  amountMaxMinor: amountMinorMax,
  dayAmountMaxMinor: null,
  dayCountMax: null,
  fee: { basisPoints: 0, minimumMinor: 0n, maximumMinor: null, freePerMonthMinor: 0n },
  reviewFromMinor: null,
};

/** What the account did already: on the day, and of the month's free quota. */
export interface OperationUsage {
  dayAmountMinor: bigint;
  dayCount: number;
  monthFreeUsedMinor: bigint;
}

/**
 * Fee and review of an operation that the limits allow.
 * @throws CodedError MEMBER_OPERATION_LIMIT
 */
export function applyTerms(
  amountMinor: bigint,
  terms: OperationTerms,
  usage: OperationUsage,
): { feeMinor: bigint; freeUsedMinor: bigint; asksReview: boolean } {
  const refuse = (limit: string, allowed: bigint | number) => {
    throw serverError('MEMBER_OPERATION_LIMIT', { limit, allowed: String(allowed) });
  };
  if (amountMinor < terms.amountMinMinor) refuse('amount_min', terms.amountMinMinor);
  if (amountMinor > terms.amountMaxMinor) refuse('amount_max', terms.amountMaxMinor);
  if (terms.dayAmountMaxMinor !== null && usage.dayAmountMinor + amountMinor > terms.dayAmountMaxMinor) {
    refuse('day_amount_max', terms.dayAmountMaxMinor);
  }
  if (terms.dayCountMax !== null && usage.dayCount + 1 > terms.dayCountMax) refuse('day_count_max', terms.dayCountMax);
  const freeLeftMinor = terms.fee.freePerMonthMinor - usage.monthFreeUsedMinor;
  return {
    ...feeOf(amountMinor, terms.fee, freeLeftMinor > 0n ? freeLeftMinor : 0n),
    asksReview: terms.reviewFromMinor !== null && amountMinor >= terms.reviewFromMinor,
  };
}
