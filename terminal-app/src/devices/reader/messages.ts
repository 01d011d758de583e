/** JSON messages of the card reader (docs/protocols/card-reader.md), checked before anything acts on them. */
import { uuid7Schema } from '@qiantai/protos';
import { z } from 'zod';
import { tillError } from '../../errors.ts';
import { dataBytesMax } from './framing.ts';

const hex = (bytesMax: number) =>
  z
    .string()
    .max(bytesMax * 2)
    .regex(/^([0-9A-Fa-f]{2})*$/);

export const cardSchema = z.object({
  entryMode: z.enum(['chip', 'contactless', 'magnetic']),
  maskedPan: z.string().regex(/^[0-9]{6}\*{1,9}[0-9]{4}$/),
  encryptedTrack2Hex: hex(64).min(16),
  /** 10 bytes of triple DES DUKPT, or 12 of AES. */
  keySerialNumberHex: z.string().regex(/^([0-9A-Fa-f]{20}|[0-9A-Fa-f]{24})$/),
  pinBlockHex: z.string().regex(/^([0-9A-Fa-f]{16}){0,2}$/),
  emvHex: hex(512),
  cardSequenceNumber: z.string().regex(/^[0-9]{0,3}$/),
  /** YYMM; absent where the reader does not say. */
  expiry: z
    .string()
    .regex(/^([0-9]{4})?$/)
    .optional(),
});

const errorCode = z.enum(['CANCELLED', 'TIMED_OUT', 'CARD_UNREADABLE', 'BUSY', 'BAD_MESSAGE']);

const eventSchema = z.discriminatedUnion('ev', [
  z.object({
    ev: z.literal('info'),
    serial: z.string().max(64),
    model: z.string().max(64),
    firmware: z.string().max(64),
  }),
  z.object({
    ev: z.literal('prompt'),
    key: uuid7Schema,
    prompt: z.enum(['present_card', 'enter_pin', 'processing', 'remove_card']),
  }),
  z.object({ ev: z.literal('card'), key: uuid7Schema, ...cardSchema.shape }),
  z.object({ ev: z.literal('error'), key: z.string().max(64), code: errorCode }),
  z.object({
    ev: z.literal('last_result'),
    key: uuid7Schema,
    state: z.enum(['none', 'in_progress', 'read', 'failed']),
    card: cardSchema.nullable(),
    code: z.string().max(40),
  }),
]);

export type ReaderMessage = z.infer<typeof eventSchema>;

export type ReaderRequest =
  | { op: 'info' }
  | {
      op: 'read_card';
      key: string;
      amountMinor: string;
      currency: string;
      purpose: 'sale' | 'refund';
      timeoutMs: number;
      language: 'zh' | 'en';
    }
  | { op: 'cancel'; key: string }
  | { op: 'finish'; key: string; outcome: 'approved' | 'declined' | 'unknown' }
  | { op: 'last_result'; key: string };

/** Null where the bytes are no message of a reader. */
export function decodeReaderMessage(data: Uint8Array): ReaderMessage | null {
  try {
    const result = eventSchema.safeParse(JSON.parse(Buffer.from(data).toString('utf8')));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

/** @throws CodedError READER_MESSAGE_TOO_LONG */
export function encodeReaderRequest(request: ReaderRequest): Uint8Array {
  const data = Buffer.from(JSON.stringify(request), 'utf8');
  if (data.length > dataBytesMax) throw tillError('READER_MESSAGE_TOO_LONG', { length: data.length });
  return data;
}
