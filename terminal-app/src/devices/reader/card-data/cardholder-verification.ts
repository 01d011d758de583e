/** How a cardholder was verified, by what the reader gave on (EMV Book 3, 10.5 and annex C3; Book 4, annex A4: 9F34). */
import { decodeTlv, findTlv } from './tlv.ts';

export type CardholderVerification = 'signature' | 'pin' | 'none';

/** Low six bits of the first byte of the results: which method was performed last. */
const methods: Readonly<Record<number, CardholderVerification>> = {
  1: 'pin',
  2: 'pin',
  3: 'signature',
  4: 'pin',
  5: 'signature',
  30: 'signature',
  31: 'none',
};

/** A method with a signature wants one beside a PIN, too. Who says nothing of a method or a PIN is asked to sign. */
export function verificationOf(card: { pinBlockHex: string; emvHex: string }): CardholderVerification {
  const method = methods[methodIn(card.emvHex) & 0x3f];
  if (method === 'signature') return 'signature';
  if (card.pinBlockHex !== '') return 'pin';
  return method ?? 'signature';
}

/** 0 (failed, or none performed) where there is none. */
function methodIn(emvHex: string): number {
  if (emvHex === '') return 0;
  try {
    return findTlv(decodeTlv(emvHex), '9F34')?.value[0] ?? 0;
  } catch {
    // What cannot be read says nothing of a method.
    return 0;
  }
}
