/**
 * An amount over parts by their weights, whole minor units, exact in sum: each gets its share rounded down, what is
 * left goes one by one to the parts that lost most, the first ones first. No part gets more than its weight as long
 * as the amount is not above the sum of the weights.
 */
export function spread(amountMinor: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total <= 0n || amountMinor <= 0n) return weights.map(() => 0n);
  const shares = weights.map((weight) => (amountMinor * weight) / total);
  const left = Number(amountMinor - shares.reduce((sum, share) => sum + share, 0n));
  const byLoss = weights
    .map((weight, index) => ({ index, loss: (amountMinor * weight) % total }))
    .sort((a, b) => (a.loss === b.loss ? a.index - b.index : a.loss > b.loss ? -1 : 1));
  for (const { index } of byLoss.slice(0, left)) shares[index] = (shares[index] ?? 0n) + 1n;
  return shares;
}
