/** Whether a corrected entry tells of the same fact as the one before: another wording, never another sum. Pure. */
import type { JsonValue } from '@qiantai/foundation';
import { isFixedFact, minorTextSchema } from '@qiantai/protos';
import type { StoredEntry } from '../journal/journal-store.ts';

/** Empty where it is the same fact, else what differs. What was not readable before may be anything that fits. */
export function sameFact(
  before: Pick<StoredEntry, 'payload'>,
  after: JsonValue,
  amountMinorOf: (key: string) => bigint | undefined,
): string {
  if (typeof after !== 'object' || after === null || Array.isArray(after)) return 'it is not an object';
  const [was, is] = [before.payload as Record<string, unknown>, after as Record<string, unknown>];
  for (const [name, value] of Object.entries(was ?? {})) {
    if (isFixedFact(name, value) && value !== is[name]) return `${name} is another`;
  }
  const onRecord = amountMinorOf(String(is['paymentKey'] ?? is['refundKey'] ?? ''));
  const amount = minorTextSchema.safeParse(is['amountMinor']);
  if (onRecord !== undefined && amount.success && BigInt(amount.data) !== onRecord) {
    return `this store has ${onRecord} minor units on record`;
  }
  return '';
}
