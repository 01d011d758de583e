/**
 * What persons take off a cart, after promotions: off each line, off the whole sale, and the rounding of its total.
 * Nothing is taken off that is not there. What is off the whole is spread over the lines that go to the customer by
 * what they cost then, so the lines always add up to the total. Pure; the rows are changed.
 */
import { divideHalfUp } from '@qiantai/protos';
import { spread } from './spread.ts';

/** An amount, or basis points of what is left. */
export type Off =
  | { kind: 'amount'; amountMinor: bigint }
  /** 0 to 10,000; half up. */
  | { kind: 'basis_points'; basisPoints: number };

/** A line as far as persons take something off it. */
export interface OffRow {
  leftMinor: bigint;
  /** What persons took off so far. */
  manualMinor: bigint;
  isBack: boolean;
  item: { lineNo: number };
}

export function takeOffByPersons(
  lines: ReadonlyArray<{ row: OffRow; off: Off | undefined }>,
  whole: { off?: Off | undefined; roundToMinor: bigint },
): { manualDiscountMinor: bigint; roundingMinor: bigint } {
  for (const { row, off } of lines) if (off) take(row, offOf(off, row.leftMinor));
  const forward = lines
    .flatMap(({ row }) => (row.isBack ? [] : [row]))
    .toSorted((a, b) => a.item.lineNo - b.item.lineNo);
  const backMinor = lines.reduce((sum, { row }) => sum + (row.isBack ? row.leftMinor : 0n), 0n);
  const totalMinor = () => forward.reduce((sum, row) => sum + row.leftMinor, 0n) - backMinor;

  // By the sum of what goes out, never more than the customer pays.
  if (whole.off) takeOver(forward, least(offOf(whole.off, positiveSum(forward)), totalMinor()));
  const manualDiscountMinor = lines.reduce((sum, { row }) => sum + row.manualMinor, 0n);
  const roundingMinor = roundingOf(totalMinor(), whole.roundToMinor, positiveSum(forward));
  takeOver(forward, roundingMinor);
  return { manualDiscountMinor, roundingMinor };
}

/** None where the lines that go out do not hold it: what is left comes from deposits that come back. */
function roundingOf(totalMinor: bigint, roundToMinor: bigint, thereMinor: bigint): bigint {
  if (roundToMinor <= 0n || totalMinor <= 0n) return 0n;
  const wanted = totalMinor % roundToMinor;
  return wanted <= thereMinor ? wanted : 0n;
}

function offOf(off: Off, leftMinor: bigint): bigint {
  if (leftMinor <= 0n) return 0n;
  if (off.kind === 'amount') return least(off.amountMinor, leftMinor);
  return divideHalfUp(leftMinor * BigInt(off.basisPoints), 10_000n);
}

function take(row: OffRow, amountMinor: bigint): void {
  row.leftMinor -= amountMinor;
  row.manualMinor += amountMinor;
}

function takeOver(rows: readonly OffRow[], amountMinor: bigint): void {
  const positive = rows.filter((row) => row.leftMinor > 0n);
  const shares = spread(
    amountMinor,
    positive.map((row) => row.leftMinor),
  );
  for (const [index, row] of positive.entries()) take(row, shares[index] ?? 0n);
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

const positiveSum = (rows: readonly OffRow[]): bigint =>
  rows.reduce((sum, { leftMinor }) => (leftMinor > 0n ? sum + leftMinor : sum), 0n);
