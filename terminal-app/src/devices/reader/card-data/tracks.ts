/**
 * Magnetic tracks of financial cards (ISO/IEC 7813; track 3 by ISO/IEC 4909). What these functions give back is
 * card data in the clear: it is redacted by `magnetic-swipe.ts` before it goes anywhere.
 */
import { passesLuhn } from './luhn.ts';

export interface Track1 {
  formatCode: string;
  pan: string;
  /** As on the card: `SURNAME/GIVEN.TITLE`, trailing blanks cut off. */
  name: string;
  /** YYMM; empty where the card leaves it out. */
  expiry: string;
  /** Three digits; empty where the card leaves it out. */
  serviceCode: string;
  discretionary: string;
}

export interface Track2 {
  pan: string;
  expiry: string;
  serviceCode: string;
  discretionary: string;
}

export interface Track3 {
  formatCode: string;
  pan: string;
  /** Use and security data, not taken apart. */
  rest: string;
}

/**
 * ISO/IEC 7813 gives track 2 forty characters; cards and test cards with more of them are in use. This is the
 * room that readers have for a track.
 */
const trackLengthMax = 110;

const track1Pattern = /^%([A-Z])([0-9 ]{1,23})\^([^^?]{2,26})\^(.*)\?.?$/s;
const track2Pattern = /^;([0-9]{1,19})[=D](.*)\?.?$/s;
const track3Pattern = /^[;+!#]([0-9]{2})([0-9]{1,19})=([0-9=:]*)\?.?$/;
const sensitivePattern = /^([0-9]{4}|\^|=)([0-9]{3}|\^|=)(.*)$/s;

/** `%B…^NAME^YYMMSSS…?`; null where it is no track 1. */
export function parseTrack1(track: string): Track1 | null {
  if (track.length > trackLengthMax) return null;
  const match = track1Pattern.exec(track);
  const rest = match && restOf(match[4] ?? '');
  if (!match || !rest) return null;
  const pan = (match[2] ?? '').replaceAll(' ', '');
  if (pan.length === 0 || pan.length > 19) return null;
  return { formatCode: match[1] ?? '', pan, name: (match[3] ?? '').trimEnd(), ...rest };
}

/** `;PAN=YYMMSSS…?`, or without sentinels, as a chip gives it too (`D`, filled with `F`); null where it is no track 2. */
export function parseTrack2(track: string): Track2 | null {
  const whole = track.startsWith(';') ? track : `;${track.replace(/F$/, '')}?`;
  if (whole.length > trackLengthMax) return null;
  const match = track2Pattern.exec(whole);
  const rest = match && restOf(match[2] ?? '');
  if (!match || !rest || !/^[0-9]*$/.test(rest.discretionary)) return null;
  return { pan: match[1] ?? '', ...rest };
}

/** `;FFPAN=…?`, also with the start sentinels `+`, `!` and `#` of wedge readers; null where it is no track 3. */
export function parseTrack3(track: string): Track3 | null {
  if (track.length > trackLengthMax) return null;
  const match = track3Pattern.exec(track);
  return match ? { formatCode: match[1] ?? '', pan: match[2] ?? '', rest: match[3] ?? '' } : null;
}

/** Whether a swiped number is that of a payment card, and not of a club's own. */
export function isPaymentPan(pan: string): boolean {
  return pan.length >= 12 && passesLuhn(pan);
}

/**
 * The longitudinal redundancy check of a track from its start to its end sentinel (ISO/IEC 7811-2, 10.3): each bit of it
 * makes the count of ones in its place even; as the character that stands behind the end sentinel. '' where the track has
 * no sentinels, or a character that its coding (6 bits from space on track 1, else 4 from `0`) does not have.
 */
export function trackLrc(track: string): string {
  const isTrack1 = track.startsWith('%');
  const end = track.indexOf('?');
  if (end < 0 || !/^[%;+!#]/.test(track)) return '';
  const [base, bits] = isTrack1 ? [0x20, 0x3f] : [0x30, 0x0f];
  // A wedge reader types another start sentinel for track 3; the stripe has `;`.
  const text = isTrack1 ? track : `;${track.slice(1)}`;
  let sum = 0;
  for (let at = 0; at <= end; at++) {
    const value = text.charCodeAt(at) - base;
    if (value < 0 || value > bits) return '';
    sum ^= value;
  }
  return String.fromCharCode(base + sum);
}

/** Whether the check character fits; a track without one has nothing to be wrong. */
export function hasGoodLrc(track: string): boolean {
  const end = track.indexOf('?');
  const lrc = end < 0 ? '' : track.slice(end + 1);
  return lrc === '' || lrc === trackLrc(track);
}

/**
 * Splits what a keyboard-wedge reader types, `%B…?;…?+…?` with CR or without, into its tracks, with their check character
 * where the reader types it; null where it is no swipe. `E` between sentinels is how readers say that a track could not be
 * read.
 */
export function splitWedge(typed: string): { track1: string; track2: string; track3: string } | null {
  let rest = typed.replace(/[\r\n]+$/, '');
  const take = (starts: string): string => {
    const end = rest.indexOf('?');
    if (end < 0 || !starts.includes(rest[0] as string)) return '';
    // What could begin the next track is a check character only where another track, or nothing, comes behind it.
    const isChecked =
      rest[end + 1] !== undefined && rest[end + 1] === trackLrc(rest) && /^[;+!#]?$/.test(rest[end + 2] ?? '');
    const track = rest.slice(0, isChecked ? end + 2 : end + 1);
    rest = rest.slice(track.length);
    return track;
  };
  const tracks = { track1: take('%'), track2: take(';'), track3: take('+;!#') };
  return rest === '' && typed.includes('?') ? tracks : null;
}

/** Expiry and service code, each of which a separator may stand for, and discretionary data. */
function restOf(text: string): { expiry: string; serviceCode: string; discretionary: string } | null {
  const match = sensitivePattern.exec(text);
  if (!match) return null;
  const [, expiry = '', serviceCode = '', discretionary = ''] = match;
  const month = Number(expiry.slice(2));
  if (/^[0-9]/.test(expiry) && (month < 1 || month > 12)) return null;
  return { expiry: digitsOf(expiry), serviceCode: digitsOf(serviceCode), discretionary };
}

const digitsOf = (text: string): string => (/^[0-9]+$/.test(text) ? text : '');
