/**
 * What a correction of a journal's entry cannot change, where it was readable (docs/adr/0016): which payment, sale or
 * shift it is of, how much, and in which currency. Agent and till go by the same.
 */
import { uuid7Schema } from './ids.ts';
import { signedMinorTextSchema } from './money.ts';

const ids: ReadonlySet<string> = new Set([
  ...['paymentKey', 'refundKey', 'saleId', 'returnSaleId', 'movementId', 'shiftId'],
]);
const sums: ReadonlySet<string> = new Set(['amountMinor', 'totalMinor', 'countedMinor', 'floatMinor']);

/** `name` is of a member of the payload itself, not of what stands within one. */
export function isFixedFact(name: string, value: unknown): boolean {
  if (ids.has(name)) return uuid7Schema.safeParse(value).success;
  if (sums.has(name)) return signedMinorTextSchema.safeParse(value).success;
  return name === 'currency' && /^[A-Z]{3}$/.test(String(value));
}
