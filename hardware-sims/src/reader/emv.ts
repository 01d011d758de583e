/**
 * The EMV data elements that a chip gives for ISO 8583 field 55 (EMV Book 3, annex A). Never the tags that hold
 * the number, its expiry or the holder: 56, 57, 5A, 5F20, 5F24, 99, 9F0B, 9F1F, 9F20.
 */
import type { Random } from '@qiantai/foundation';

export interface EmvInput {
  amountMinor: bigint;
  currency: string;
  purpose: 'sale' | 'refund';
  /** Application identifier in hexadecimal. */
  applicationIdHex: string;
  contactless: boolean;
  pinEntered: boolean;
  transactionCounter: number;
  nowMs: number;
}

/** ISO 4217 numeric codes; 999 is "no currency". */
const currencyNumbers: Readonly<Record<string, string>> = {
  CNY: '0156',
  HKD: '0344',
  MOP: '0446',
  TWD: '0901',
  JPY: '0392',
  SGD: '0702',
  USD: '0840',
  EUR: '0978',
  GBP: '0826',
};
const countryChina = '0156';

/** Shops that this reader stands in keep Beijing's time. */
const beijingOffsetMs = 8 * 3_600_000;

export function emvData(input: EmvInput, random: Random): string {
  const currency = currencyNumbers[input.currency] ?? '0999';
  const day = new Date(input.nowMs + beijingOffsetMs).toISOString();
  // The issuer's keys are not simulated: the cryptogram is chance, as it looks to everyone but the issuer.
  const cryptogram = Buffer.from(random.bytes(8)).toString('hex');
  const elements: ReadonlyArray<readonly [tag: string, hex: string]> = [
    ['9F26', cryptogram],
    ['9F27', '80'], // ARQC: go online
    ['9F10', '07010103A0A802010A010000000000'],
    ['9F37', Buffer.from(random.bytes(4)).toString('hex')],
    ['9F36', input.transactionCounter.toString(16).padStart(4, '0').slice(-4)],
    ['95', '0000000000'],
    ['9A', day.slice(2, 10).replaceAll('-', '')],
    ['9C', input.purpose === 'sale' ? '00' : '20'],
    ['9F02', input.amountMinor.toString().padStart(12, '0').slice(-12)],
    ['5F2A', currency],
    ['82', '7C00'],
    ['9F1A', countryChina],
    ['9F03', '000000000000'],
    ['9F33', 'E0F9C8'],
    ['9F34', input.pinEntered ? '420300' : '1F0302'],
    ['9F35', '22'],
    ['84', input.applicationIdHex],
    ['9F09', '0030'],
    ['9F39', input.contactless ? '07' : '05'],
  ];
  return elements
    .map(([tag, hex]) => tlv(tag, hex))
    .join('')
    .toUpperCase();
}

/** Tag, length, value (BER-TLV); every value here is shorter than 128 bytes. */
function tlv(tag: string, hex: string): string {
  return tag + (hex.length / 2).toString(16).padStart(2, '0') + hex;
}
