/** One figure of the benchmarks, printed as one line of JSON. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** What it is compared with, in words and, where it has one, its own value of the same run. */
  limit: { what: string; value: number };
  /** value / limit for what should be large, limit / value for what should be small: 1 or more is within. */
  ratio: number;
}

export function moreIsBetter(name: string, value: number, unit: string, what: string, limit: number): Figure {
  return { name, value: round(value), unit, limit: { what, value: round(limit) }, ratio: round(value / limit) };
}

export function lessIsBetter(name: string, value: number, unit: string, what: string, limit: number): Figure {
  return { name, value: round(value), unit, limit: { what, value: round(limit) }, ratio: round(limit / value) };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The smallest value that at least this share of the values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
