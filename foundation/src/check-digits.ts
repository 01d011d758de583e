/**
 * Two check digits by ISO/IEC 7064:2003, MOD 97-10 (as an IBAN's): body and digits as one number leave 1 by 97. Every
 * single wrong digit is found, every exchange of two neighbours, and every exchange of two digits around a third one; of
 * other errors 96 in 97.
 */

/** 98 less what the body, shifted by two places, leaves by 97 (8.3): 02 to 98. */
export function checkDigits97(body: string): string {
  return String(98n - ((BigInt(body) * 100n) % 97n)).padStart(2, '0');
}
