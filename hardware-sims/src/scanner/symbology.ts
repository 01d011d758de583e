/** Which barcode a code is, its AIM identifier (ISO/IEC 15424), and the check digit of GTINs. */
import { simError } from '../errors.ts';

export const aimIdentifiers = {
  'ean-13': ']E0',
  'ean-8': ']E4',
  'gs1-128': ']C1',
  'code-128': ']C0',
  qr: ']Q1',
} as const;

export type Symbology = keyof typeof aimIdentifiers;

export const symbologies = Object.keys(aimIdentifiers) as readonly Symbology[];

/** The most that the till takes (docs/protocols/scanner.md), bytes. */
export const codeLengthMax = 2048;

/** Longer codes are not drawn as bars by anyone. */
const barsLengthMax = 48;

/** @throws CodedError CODE_NOT_ENCODABLE when the named barcode cannot hold the code. */
export function symbologyOf(code: string, wanted?: Symbology): Symbology {
  const symbology = wanted ?? guess(code);
  const reason = whyNot(code, symbology);
  if (reason) throw simError('CODE_NOT_ENCODABLE', { symbology, reason });
  return symbology;
}

/** GS1's check digit over 7 or 12 digits (GS1 General Specifications, 7.9). */
export function gtinCheckDigit(body: string): number {
  let sum = 0;
  for (let place = 0; place < body.length; place++) {
    const fromRight = body.length - place;
    sum += Number(body[place]) * (fromRight % 2 === 1 ? 3 : 1);
  }
  return (10 - (sum % 10)) % 10;
}

function guess(code: string): Symbology {
  if (isGtin(code, 13)) return 'ean-13';
  if (isGtin(code, 8)) return 'ean-8';
  return code.length <= barsLengthMax ? 'code-128' : 'qr';
}

function whyNot(code: string, symbology: Symbology): string | undefined {
  if (code.length === 0 || code.length > codeLengthMax) return `it must have 1 to ${codeLengthMax} characters`;
  if (!/^[\x20-\x7e]+$/.test(code)) return 'it must be printable ASCII';
  if (symbology === 'ean-13' && !isGtin(code, 13)) return 'it must be 13 digits, the last one their check digit';
  if (symbology === 'ean-8' && !isGtin(code, 8)) return 'it must be 8 digits, the last one their check digit';
  return undefined;
}

function isGtin(code: string, length: 8 | 13): boolean {
  if (code.length !== length || !/^[0-9]+$/.test(code)) return false;
  return gtinCheckDigit(code.slice(0, -1)) === Number(code.at(-1));
}
