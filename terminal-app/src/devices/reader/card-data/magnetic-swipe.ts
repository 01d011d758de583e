/**
 * What a clear-track reader's swipe is good for. Card data ends here: what comes out is a masked number, or the
 * number of a club's card.
 */
import { maskPan } from './luhn.ts';
import { parseMagneticReport } from './magnetic-report.ts';
import { isPaymentPan, parseTrack1, parseTrack2, parseTrack3, splitWedge } from './tracks.ts';

/** `payment` is what is preset; `membership` is set for a reader that reads nothing but a club's cards. */
export type SwipeUse = 'payment' | 'membership';

export type Swipe =
  | { kind: 'membership'; number: string }
  /** READER_NOT_ENCRYPTING: this reader gives card numbers in the clear, and no payment may be taken with it. */
  | { kind: 'refused'; reasonCode: 'READER_NOT_ENCRYPTING'; maskedPan: string }
  | { kind: 'unreadable'; reasonCode: 'CARD_UNREADABLE' };

export function swipeOfReport(report: Uint8Array, use: SwipeUse = 'payment'): Swipe {
  const [track1, track2, track3] = parseMagneticReport(report)?.tracks ?? [];
  return swipeOf({ track1: track1?.data ?? '', track2: track2?.data ?? '', track3: track3?.data ?? '' }, use);
}

/** A keyboard-wedge reader's typing, `%B…?;…?`. */
export function swipeOfWedge(typed: string, use: SwipeUse = 'payment'): Swipe {
  const tracks = splitWedge(typed);
  return tracks ? swipeOf(tracks, use) : unreadable;
}

const unreadable: Swipe = { kind: 'unreadable', reasonCode: 'CARD_UNREADABLE' };

function swipeOf(tracks: { track1: string; track2: string; track3: string }, use: SwipeUse): Swipe {
  const pan = parseTrack2(tracks.track2)?.pan ?? parseTrack1(tracks.track1)?.pan ?? parseTrack3(tracks.track3)?.pan;
  const number = pan ?? (use === 'membership' ? clubNumberOf(tracks.track2) : undefined);
  if (!number) return unreadable;
  if (use === 'payment' || isPaymentPan(number)) {
    return { kind: 'refused', reasonCode: 'READER_NOT_ENCRYPTING', maskedPan: maskPan(number) };
  }
  return { kind: 'membership', number };
}

/** A club's track 2 need not follow ISO/IEC 7813: digits between the sentinels, up to a separator. */
function clubNumberOf(track2: string): string | undefined {
  return /^;([0-9]{4,19})(?:=[0-9=]*)?\?.?$/.exec(track2)?.[1];
}
