/**
 * The unit price that counts at an instant: the nearest scope's word. The article's own price counts as its scope's
 * from the beginning of time, prices with validity stand above it in their scope and below it in a nearer one; of one
 * scope the price that began last counts, and of two that began together the one with the greater id.
 */
import type { SettingValue } from '@qiantai/protos';

/** A setting and how near its scope is: more is nearer. */
export interface Ranked<Value> {
  value: Value;
  rank: number;
}

export function unitPriceAt(
  article: Ranked<SettingValue<'article'>>,
  /** In the order of their ids. */
  prices: readonly Ranked<SettingValue<'price'>>[],
  nowMs: number,
): bigint {
  let best = { rank: article.rank, beganAtMs: -1, minor: article.value.unitPriceMinor };
  for (const { value, rank } of prices) {
    if (!isValidAt(value, nowMs) || value.currency !== article.value.currency) continue;
    const wins = rank > best.rank || (rank === best.rank && value.validFromMs >= best.beganAtMs);
    if (wins) best = { rank, beganAtMs: value.validFromMs, minor: value.unitPriceMinor };
  }
  return BigInt(best.minor);
}

/** From its first instant on, and before its last one. */
export function isValidAt(
  validity: { validFromMs: number; validUntilMs?: number | undefined },
  nowMs: number,
): boolean {
  return validity.validFromMs <= nowMs && (validity.validUntilMs === undefined || nowMs < validity.validUntilMs);
}
