/** Hundredths of a per cent, half a minor unit up. */
export function feeMinor(amountMinor: bigint, basisPoints: number): bigint {
  return (amountMinor * BigInt(basisPoints) + 5000n) / 10_000n;
}
