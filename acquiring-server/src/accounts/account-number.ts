/**
 * Account numbers: three digits of the type, twelve that chance gives, two check digits; 17 in all. Pure.
 *
 * The check digits are those of ISO/IEC 7064, MOD 97-10 (foundation, check-digits.ts).
 */
import { checkDigits97, type Random } from '@qiantai/foundation';

export const accountNumberLength = 17;
const typeLength = 3;
const checkLength = 2;

export type ParsedAccountNumber =
  | { kind: 'valid'; accountNumber: string; typeCode: string }
  /** `form`: not 17 digits that begin with 1 to 9. `check_digits`: mistyped. */
  | { kind: 'invalid'; why: 'form' | 'check_digits' };

/** Tells type and validity; whether the account is there, only the table knows. */
export function parseAccountNumber(text: string): ParsedAccountNumber {
  if (!/^[1-9][0-9]{16}$/.test(text)) return { kind: 'invalid', why: 'form' };
  // 00, 01 and 99 leave the same as 97, 98 and 02: one number has one pair of check digits.
  const body = text.slice(0, -checkLength);
  if (text.slice(-checkLength) !== checkDigits97(body)) return { kind: 'invalid', why: 'check_digits' };
  return { kind: 'valid', accountNumber: text, typeCode: text.slice(0, typeLength) };
}

/** A number of the type; whether it was given out before, the table of numbers says. */
export function mintAccountNumber(typeCode: string, random: Pick<Random, 'below'>): string {
  if (!isTypeCode(typeCode)) throw new RangeError(`${typeCode} is no account type`);
  let body = typeCode;
  while (body.length < accountNumberLength - checkLength) body += String(random.below(10));
  return body + checkDigits97(body);
}

export function isTypeCode(text: string): boolean {
  return /^[1-9][0-9]{2}$/.test(text);
}
