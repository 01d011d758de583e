/** What a reader keeps without power: the counter of its keys and the result of its last read. */
import { z } from 'zod';

const cardReadSchema = z.strictObject({
  entryMode: z.enum(['chip', 'contactless', 'magnetic']),
  maskedPan: z.string(),
  encryptedTrack2Hex: z.string(),
  keySerialNumberHex: z.string(),
  pinBlockHex: z.string(),
  emvHex: z.string(),
  cardSequenceNumber: z.string(),
  // Readers of an earlier version kept none.
  expiry: z.string().default(''),
});

export const keptSchema = z.strictObject({
  keyCounter: z.number().int().min(0),
  lastResult: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('none') }),
    z.strictObject({ state: z.literal('in_progress'), key: z.string() }),
    z.strictObject({ state: z.literal('read'), key: z.string(), card: cardReadSchema }),
    z.strictObject({
      state: z.literal('failed'),
      key: z.string(),
      code: z.enum(['CANCELLED', 'TIMED_OUT', 'CARD_UNREADABLE', 'BUSY', 'BAD_MESSAGE']),
    }),
  ]),
});

export type Kept = z.infer<typeof keptSchema>;
export type LastResult = Kept['lastResult'];

/** Where the reader keeps it: a file, or memory in tests. */
export interface KeptStore<T = Kept> {
  load(): T | undefined;
  /** Returns only when it would survive a power cut. */
  save(kept: T): void;
}

export class MemoryKeptStore<T = Kept> implements KeptStore<T> {
  private kept: T | undefined;

  load(): T | undefined {
    return this.kept;
  }

  save(kept: T): void {
    this.kept = structuredClone(kept);
  }
}
