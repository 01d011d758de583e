/**
 * What a magnetic reader's swipe is good for. Card data ends here: what comes out is a masked number, or the
 * number of a club's card.
 */
import { maskPan } from './luhn.ts';
import { parseMagneSafeReport } from './magnesafe-report.ts';
import { parseEncryptedWedge } from './magnesafe-wedge.ts';
import { parseMagneticReport } from './magnetic-report.ts';
import { hasGoodLrc, isPaymentPan, parseTrack1, parseTrack2, parseTrack3, splitWedge } from './tracks.ts';

/** `payment` is what is preset; `membership` is set for a reader that reads nothing but a club's cards. */
export type SwipeUse = 'payment' | 'membership';

/**
 * READER_NOT_ENCRYPTING: this reader gives card numbers in the clear, and no payment may be taken with it.
 * READER_KEY_UNKNOWN: it encrypts under a key that no acquirer of ours has. READER_KEYS_EXHAUSTED: it has no keys left.
 */
export type SwipeRefusal = 'READER_NOT_ENCRYPTING' | 'READER_KEY_UNKNOWN' | 'READER_KEYS_EXHAUSTED';

export type Swipe =
  | { kind: 'membership'; number: string }
  | { kind: 'refused'; reasonCode: SwipeRefusal; maskedPan: string }
  | { kind: 'unreadable'; reasonCode: 'CARD_UNREADABLE' };

/** A report of a reader in the clear, or of one that encrypts, told by their length. */
export function swipeOfReport(report: Uint8Array, use: SwipeUse = 'payment'): Swipe {
  const safe = parseMagneSafeReport(report);
  if (!safe) {
    const [track1, track2, track3] = parseMagneticReport(report)?.tracks ?? [];
    return swipeOf({ track1: track1?.data ?? '', track2: track2?.data ?? '', track3: track3?.data ?? '' }, use);
  }
  const [track1, track2, track3] = safe.tracks;
  if (safe.encryption.areKeysExhausted) return exhausted;
  if (safe.isEncrypted) {
    return swipeOfMasked({ track1: track1.masked, track2: track2.masked, track3: track3.masked });
  }
  const clear = (track: { encrypted: Uint8Array }) => Buffer.from(track.encrypted).toString('latin1');
  return swipeOf({ track1: clear(track1), track2: clear(track2), track3: clear(track3) }, use);
}

/** A keyboard-wedge reader's typing, `%B…?;…?`, or that of one that encrypts. */
export function swipeOfWedge(typed: string, use: SwipeUse = 'payment'): Swipe {
  const encrypted = parseEncryptedWedge(typed);
  if (encrypted) return encrypted.encryption.areKeysExhausted ? exhausted : swipeOfMasked(encrypted.masked);
  const tracks = splitWedge(typed);
  return tracks ? swipeOf(tracks, use) : unreadable;
}

const unreadable: Swipe = { kind: 'unreadable', reasonCode: 'CARD_UNREADABLE' };
const exhausted: Swipe = { kind: 'refused', reasonCode: 'READER_KEYS_EXHAUSTED', maskedPan: '' };

interface Tracks {
  track1: string;
  track2: string;
  track3: string;
}

function swipeOf(given: Tracks, use: SwipeUse): Swipe {
  // A track whose check character is wrong was read wrongly.
  const good = (track: string) => (hasGoodLrc(track) ? track : '');
  const tracks = { track1: good(given.track1), track2: good(given.track2), track3: good(given.track3) };
  const number = panOf(tracks) ?? (use === 'membership' ? clubNumberOf(tracks.track2) : undefined);
  if (!number) return unreadable;
  if (use === 'payment' || isPaymentPan(number)) {
    return { kind: 'refused', reasonCode: 'READER_NOT_ENCRYPTING', maskedPan: maskPan(number) };
  }
  return { kind: 'membership', number };
}

/** Of an encrypted swipe a club's number cannot be had either: its middle is masked. */
function swipeOfMasked(masked: Tracks): Swipe {
  const pan = panOf(masked);
  return pan ? { kind: 'refused', reasonCode: 'READER_KEY_UNKNOWN', maskedPan: maskPan(pan) } : unreadable;
}

function panOf({ track1, track2, track3 }: Tracks): string | undefined {
  return parseTrack2(track2)?.pan ?? parseTrack1(track1)?.pan ?? parseTrack3(track3)?.pan;
}

/** A club's track 2 need not follow ISO/IEC 7813: digits between the sentinels, up to a separator. */
function clubNumberOf(track2: string): string | undefined {
  return /^;([0-9]{4,19})(?:=[0-9=]*)?\?.?$/.exec(track2)?.[1];
}
