/** Notes and coins by the currency, minor units, the largest first; and sums of what was counted. */
import type { Currency } from '@qiantai/protos';
import type { DenominationCount } from './model.ts';

/** China: the fifth series' notes and coins that circulate (PBOC); 2 jiao, 5 and 2 fen are counted as found. */
const table: Partial<Record<Currency, readonly bigint[]>> = {
  CNY: [10_000n, 5_000n, 2_000n, 1_000n, 500n, 100n, 50n, 10n, 5n, 2n, 1n],
  HKD: [100_000n, 50_000n, 10_000n, 5_000n, 2_000n, 1_000n, 500n, 200n, 100n, 50n, 20n, 10n],
  USD: [10_000n, 5_000n, 2_000n, 1_000n, 500n, 200n, 100n, 50n, 25n, 10n, 5n, 1n],
  EUR: [50_000n, 20_000n, 10_000n, 5_000n, 2_000n, 1_000n, 500n, 200n, 100n, 50n, 20n, 10n, 5n, 2n, 1n],
  GBP: [5_000n, 2_000n, 1_000n, 500n, 200n, 100n, 50n, 20n, 10n, 5n, 2n, 1n],
  JPY: [10_000n, 5_000n, 2_000n, 1_000n, 500n, 100n, 50n, 10n, 5n, 1n],
};
/** One, two, five in each power of ten: for a currency without a row of its own. */
const elsewhere: readonly bigint[] = [10_000n, 5_000n, 2_000n, 1_000n, 500n, 200n, 100n, 50n, 20n, 10n, 5n, 2n, 1n];

export const denominationsOf = (currency: Currency): readonly bigint[] => table[currency] ?? elsewhere;

export function countedMinor(counts: ReadonlyMap<bigint, number>): bigint {
  let sum = 0n;
  for (const [denominationMinor, count] of counts) sum += denominationMinor * BigInt(count);
  return sum;
}

/** As the agent takes them: largest first, nothing that was not found. */
export function countsOf(counts: ReadonlyMap<bigint, number>): DenominationCount[] {
  return [...counts]
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => (a > b ? -1 : 1))
    .map(([denominationMinor, count]) => ({ denominationMinor, count }));
}
