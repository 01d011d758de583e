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

/** `;PAN=YYMMSSS…?`, or without sentinels; null where it is no track 2. */
export function parseTrack2(track: string): Track2 | null {
  const whole = track.startsWith(';') ? track : `;${track}?`;
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
 * Splits what a keyboard-wedge reader types, `%B…?;…?+…?` with CR or without, into its tracks; null where it is
 * no swipe. `E` between sentinels is how readers say that a track could not be read.
 */
export function splitWedge(typed: string): { track1: string; track2: string; track3: string } | null {
  const match = /^(%[^?]*\?)?(;[^?]*\?)?([+;!#][^?]*\?)?[\r\n]*$/.exec(typed);
  if (!match || !(match[1] || match[2] || match[3])) return null;
  return { track1: match[1] ?? '', track2: match[2] ?? '', track3: match[3] ?? '' };
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
