/** Ids are UUIDv7 (RFC 9562, 5.7), minted by their owner, as lower-case text of 36 characters. */
import type { Clock, Random } from '@qiantai/foundation';
import { z } from 'zod';
import { protoError } from './errors.ts';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type PaymentKey = Branded<'PaymentKey'>;
export type RefundKey = Branded<'RefundKey'>;
export type SaleId = Branded<'SaleId'>;
export type EntryId = Branded<'EntryId'>;

const uuid7Pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const uuid7Schema = z.string().regex(uuid7Pattern, 'not a UUIDv7');

/**
 * Mints ids that sort by the time they were made, also within one millisecond: the 12 bits after the
 * timestamp count up (RFC 9562, 6.2, method 1), the rest is random.
 */
export class IdMint {
  private lastMs = 0;
  private counter = 0;

  private readonly clock: Pick<Clock, 'nowMs'>;
  private readonly random: Pick<Random, 'bytes'>;

  constructor(clock: Pick<Clock, 'nowMs'>, random: Pick<Random, 'bytes'>) {
    this.clock = clock;
    this.random = random;
  }

  uuid7(): string {
    const nowMs = this.clock.nowMs();
    const bytes = this.random.bytes(10);
    if (nowMs > this.lastMs) {
      this.lastMs = nowMs;
      this.counter = (((bytes[8] as number) << 8) | (bytes[9] as number)) & 0x3ff;
    } else if (++this.counter > 0xfff) {
      this.lastMs += 1;
      this.counter = 0;
    }
    const time = this.lastMs.toString(16).padStart(12, '0');
    const counter = this.counter.toString(16).padStart(3, '0');
    const tail = Buffer.from(bytes.subarray(0, 8));
    tail[0] = ((tail[0] as number) & 0x3f) | 0x80;
    const hex = tail.toString('hex');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${hex.slice(0, 4)}-${hex.slice(4)}`;
  }

  paymentKey(): PaymentKey {
    return this.uuid7() as PaymentKey;
  }

  refundKey(): RefundKey {
    return this.uuid7() as RefundKey;
  }

  saleId(): SaleId {
    return this.uuid7() as SaleId;
  }

  entryId(): EntryId {
    return this.uuid7() as EntryId;
  }
}

/** @throws CodedError PROTO_BAD_ID */
export function uuid7From<T extends string = string>(text: string | undefined, field: string): T {
  if (!text || !uuid7Pattern.test(text)) throw protoError('PROTO_BAD_ID', { field });
  return text as T;
}

/** Crockford's base 32, without I, L, O and U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The 128 bits of a UUID as 26 characters of base 32, in the same order as the ids. */
export function base32FromUuid(uuid: string): string {
  let value = BigInt(`0x${uuid.replaceAll('-', '')}`);
  let text = '';
  for (let position = 0; position < 26; position++) {
    text = (alphabet[Number(value & 31n)] as string) + text;
    value >>= 5n;
  }
  return text;
}

/** @throws CodedError PROTO_BAD_ID when the text is not 26 characters of base 32 within 128 bits. */
export function uuidFromBase32(text: string, field = 'number'): string {
  let value = 0n;
  for (const character of text.slice(0, 26)) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) throw protoError('PROTO_BAD_ID', { field });
    value = (value << 5n) | BigInt(digit);
  }
  if (text.length < 26 || value >= 1n << 128n) throw protoError('PROTO_BAD_ID', { field });
  const hex = value.toString(16).padStart(32, '0');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * The number a channel knows an attempt by: 26 characters of the key and 2 digits of the attempt (1 to 99),
 * 28 in all; WeChat Pay takes at most 32, UnionPay at most 40, all of them letters and digits.
 */
export function channelOrderNo(key: string, attempt: number): string {
  if (!Number.isInteger(attempt) || attempt < 1 || attempt > 99) throw new RangeError(`no attempt ${attempt}`);
  return base32FromUuid(key) + String(attempt).padStart(2, '0');
}

/** The key behind a number that `channelOrderNo` made; undefined for what is none. */
export function keyOfChannelOrderNo(text: string): string | undefined {
  return /^.{26}[0-9]{2}$/.test(text) ? keyOfBase32(text.slice(0, 26)) : undefined;
}

/** The sale behind an order number that a till made; undefined for another one. */
export function saleOfOrderNo(text: string): SaleId | undefined {
  return keyOfBase32(text) as SaleId | undefined;
}

/** 26 characters of 130 bits, of which the highest two are none. */
const uuidInBase32 = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

function keyOfBase32(text: string): string | undefined {
  const key = uuidInBase32.test(text) ? uuidFromBase32(text) : '';
  return uuid7Pattern.test(key) ? key : undefined;
}

/** The merchant's order number of a sale rung up at a till. */
export function orderNoOfSale(saleId: string): string {
  return base32FromUuid(saleId);
}
