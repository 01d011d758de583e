import { expect, it } from 'vitest';
import { verificationOf } from './cardholder-verification.ts';

const pin = '1B9C1845EB993A7A';
const withMethod = (first: string) => `9F2701809F3403${first}0302`;

it.each([
  ['1E', '', 'signature'],
  ['5E', '', 'signature'],
  ['03', pin, 'signature'],
  ['05', pin, 'signature'],
  ['1F', '', 'none'],
  ['1F', pin, 'pin'],
  ['42', pin, 'pin'],
  ['01', '', 'pin'],
  ['44', '', 'pin'],
  ['00', '', 'signature'],
  ['3F', '', 'signature'],
  ['3F', pin, 'pin'],
] as const)('method %s with the PIN %j is %s', (first, pinBlockHex, verification) => {
  expect(verificationOf({ pinBlockHex, emvHex: withMethod(first) })).toBe(verification);
});

it('a stripe without a PIN is signed for, and what cannot be read says nothing', () => {
  expect(verificationOf({ pinBlockHex: '', emvHex: '' })).toBe('signature');
  expect(verificationOf({ pinBlockHex: pin, emvHex: '' })).toBe('pin');
  for (const emvHex of ['9F34', '9F3403', 'zz', '9F340']) {
    expect(verificationOf({ pinBlockHex: '', emvHex })).toBe('signature');
  }
});
