/** What may still be given back today: by one operator, and in the store. Pure. */
import type { Currency, SettingValue } from '@qiantai/protos';

/** What was given back in a business date; money that settled no sale is not counted. */
export interface GivenBack {
  operatorMinor: bigint;
  storeMinor: bigint;
}

export interface OverLimit {
  of: 'operator' | 'store';
  leftMinor: bigint;
}

/** The tightest limit that the amount goes above; undefined within all of them. */
export function overRefundLimit(
  amountMinor: bigint,
  currency: Currency,
  rules: SettingValue<'till_rules'> | undefined,
  given: () => GivenBack,
): OverLimit | undefined {
  const { refundOperatorDayMaxMinor: operatorMax, refundStoreDayMaxMinor: storeMax } = rules ?? {};
  // Limits of another currency say nothing about this one's sums.
  if (rules?.currency !== currency || (operatorMax === undefined && storeMax === undefined)) return undefined;
  const { operatorMinor, storeMinor } = given();
  const limits: OverLimit[] = [];
  if (operatorMax !== undefined) limits.push({ of: 'operator', leftMinor: BigInt(operatorMax) - operatorMinor });
  if (storeMax !== undefined) limits.push({ of: 'store', leftMinor: BigInt(storeMax) - storeMinor });
  const over = limits
    .filter(({ leftMinor }) => amountMinor > leftMinor)
    .reduce<OverLimit | undefined>(
      (least, one) => (least && least.leftMinor <= one.leftMinor ? least : one),
      undefined,
    );
  return over && { ...over, leftMinor: over.leftMinor < 0n ? 0n : over.leftMinor };
}
