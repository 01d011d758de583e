/** The messages of docs/protocols/card-reader.md. What the till sends is checked; what we send is typed. */
import { z } from 'zod';
import type { EntryMode } from './cards.ts';

const key = z.string().min(1).max(64);

export const fromTillSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('info') }),
  z.strictObject({
    op: z.literal('read_card'),
    key,
    amountMinor: z.string().regex(/^(0|[1-9][0-9]{0,11})$/),
    currency: z.string().regex(/^[A-Z]{3}$/),
    purpose: z.enum(['sale', 'refund']),
    timeoutMs: z.number().int().min(1000).max(600_000),
    language: z.enum(['zh', 'en']),
  }),
  z.strictObject({ op: z.literal('cancel'), key }),
  z.strictObject({ op: z.literal('finish'), key, outcome: z.enum(['approved', 'declined', 'unknown']) }),
  z.strictObject({ op: z.literal('last_result'), key }),
]);

export type FromTill = z.infer<typeof fromTillSchema>;
export type ReadCard = Extract<FromTill, { op: 'read_card' }>;
export type Outcome = Extract<FromTill, { op: 'finish' }>['outcome'];

export type Prompt = 'present_card' | 'enter_pin' | 'processing' | 'remove_card';
export type ReadErrorCode = 'CANCELLED' | 'TIMED_OUT' | 'CARD_UNREADABLE' | 'BUSY' | 'BAD_MESSAGE';

export interface CardRead {
  entryMode: EntryMode;
  maskedPan: string;
  encryptedTrack2Hex: string;
  keySerialNumberHex: string;
  pinBlockHex: string;
  emvHex: string;
  cardSequenceNumber: string;
  /** YYMM. */
  expiry: string;
}

export type FromReader =
  | { ev: 'info'; serial: string; model: string; firmware: string }
  | { ev: 'prompt'; key: string; prompt: Prompt }
  | ({ ev: 'card'; key: string } & CardRead)
  | { ev: 'error'; key: string; code: ReadErrorCode }
  | {
      ev: 'last_result';
      key: string;
      state: 'none' | 'in_progress' | 'read' | 'failed';
      card: CardRead | null;
      code: ReadErrorCode | '';
    };

/** The key of a message that is wrong in other members, so that the error finds its asker. */
export function keyOfBadMessage(value: unknown): string {
  const found = z.object({ key }).safeParse(value);
  return found.success ? found.data.key : '';
}
