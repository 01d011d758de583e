/**
 * What can be told of a card by its masked number. Pure. A reader shows the first six digits and the last four;
 * a range or a blocked number may have more. Where the digits that are shown do not decide, a card is held to be
 * of the brand, and held to be blocked: the first only puts it under that brand's limits, the second refuses it.
 */
import type { OfflinePolicy } from './policy.ts';

export type Brand = OfflinePolicy['brands'][number];

/** The brand with the longest range that holds the card's first digits; among equals the first one named. */
export function brandOf(brands: readonly Brand[], maskedPan: string): Brand | undefined {
  const digits = leadingDigits(maskedPan);
  let found: { brand: Brand; length: number } | undefined;
  for (const brand of brands) {
    for (const { from, to } of brand.ranges) {
      const length = Math.min(from.length, to.length);
      if (holds(digits, from, to) && length > (found?.length ?? 0)) found = { brand, length };
    }
  }
  return found?.brand;
}

/** Compared as far as both go. */
function holds(digits: string, from: string, to: string): boolean {
  const length = Math.min(digits.length, from.length, to.length);
  if (length < 4) return false;
  const seen = digits.slice(0, length);
  return seen >= from.slice(0, length) && seen <= to.slice(0, length);
}

/** `622202` or `622202*1234` (protos/src/settings.ts, blocked_card). */
export function isBlocked(blocked: Iterable<string>, maskedPan: string): boolean {
  const first = leadingDigits(maskedPan);
  const last = maskedPan.slice(-4);
  for (const pattern of blocked) {
    const [prefix = '', ending = ''] = pattern.split('*');
    const length = Math.min(prefix.length, first.length);
    if (length >= 4 && prefix.slice(0, length) === first.slice(0, length) && (ending === '' || ending === last)) {
      return true;
    }
  }
  return false;
}

/**
 * Whether the card's month is over; it is good to its last day.
 * @param expiry YYMM; '' or anything else: the reader does not say, so it is not held against the card
 * @param monthNow YYMM of the store's calendar
 */
export function isExpired(expiry: string, monthNow: string): boolean {
  return /^[0-9]{2}(0[1-9]|1[0-2])$/.test(expiry) && expiry < monthNow;
}

/** YYMM of an instant where the store is. */
export function monthAt(nowMs: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: '2-digit', month: '2-digit' });
  const parts = new Map(format.formatToParts(new Date(nowMs)).map((part) => [part.type, part.value]));
  return `${parts.get('year')}${parts.get('month')}`;
}

function leadingDigits(maskedPan: string): string {
  return /^[0-9]*/.exec(maskedPan)?.[0] ?? '';
}
