import { expect, test } from 'vitest';
import { looksLikeConsumerQr, readConsumerQr } from './emv-cpm.ts';

/** The sample of the specification's annex: two applications, and a common template with the card's number. */
const sample =
  'hQVDUFYwMWETTwegAAAAVVVVUAhQcm9kdWN0MWETTwegAAAAZmZmUAhQcm9kdWN0MmJJWggSNFZ4kBI0WF8gDkNBUkRIT0xERVIvRU1WXy0Icn' +
  'Vlc2RlZW5kIZ8QBwYBCgMAAACfJghYT9OF+iNLzJ82AgABnzcEbVjvEw==';
const base64 = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex').toString('base64');

test('gives its applications, and nothing of the card', () => {
  const read = readConsumerQr(sample);
  expect(read).toEqual({
    kind: 'read',
    applications: [
      { applicationIdHex: 'A0000000555555', label: 'Product1', last4: '' },
      { applicationIdHex: 'A0000000666666', label: 'Product2', last4: '' },
    ],
  });
  expect(JSON.stringify(read)).not.toMatch(/1234567890|CARDHOLDER/);
});

test('with a track 2 and the last four digits shows those alone', () => {
  const hex =
    '8505 4350563031 61 24 4F07A0000003330101 5006 42414E4B2041 57 08 6210946888888888 9F2502 0015 9F0802 0001';
  const bytes = Buffer.from(hex.replaceAll(' ', ''), 'hex');
  bytes[8] = bytes.length - 9;
  expect(readConsumerQr(bytes.toString('base64'))).toEqual({
    kind: 'read',
    applications: [{ applicationIdHex: 'A0000003330101', label: 'BANK A', last4: '0015' }],
  });
});

test('is told from all else', () => {
  expect(looksLikeConsumerQr(sample)).toBe(true);
  expect(readConsumerQr('https://example.com/')).toEqual({ kind: 'refused', code: 'QR_NOT_EMV' });
  expect(readConsumerQr(base64('8505 4350563032 6102 4F00'))).toEqual({ kind: 'refused', code: 'QR_NOT_EMV' });
  expect(readConsumerQr(`${sample}${'A'.repeat(512)}`)).toEqual({ kind: 'refused', code: 'QR_TOO_LONG' });
  for (const broken of [sample.slice(0, -1), `${sample.slice(0, 100)}`, sample.replace('WETT', 'W?TT')]) {
    expect(readConsumerQr(broken), broken).toEqual({ kind: 'refused', code: 'QR_BAD_OBJECT' });
  }
  // A payload without an application says nothing.
  const bare = readConsumerQr(base64('8505 4350563031 9F0802 0001'));
  expect(bare).toEqual({ kind: 'refused', code: 'QR_BAD_OBJECT' });
});
