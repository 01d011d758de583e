import { describe, expect, test } from 'vitest';
import {
  checkValue,
  desDecrypt,
  desEncrypt,
  isMacGood,
  keyDownload,
  makeWorkingKeys,
  maskPan,
  messageMac,
  openPinBlock,
  passesLuhn,
} from './card-cryptography.ts';

const hex = (text: string) => Buffer.from(text, 'hex');
const upper = (bytes: Buffer) => bytes.toString('hex').toUpperCase();

describe('vectors of the protocol facts, 6', () => {
  test('a MAC key under a master key, and its check value', () => {
    const key = desDecrypt(hex('CA5D92598DCA48CE8A4C76361A9269E9'), hex('B651F9E9BACE9AE1'));
    expect(upper(key)).toBe('5BB5C72CD00B7338');
    expect(upper(checkValue(key))).toBe('AB7153CA');
  });

  test('a key of the MAC example', () => {
    expect(upper(desDecrypt(hex('70F2A84CCBC2AE8625CBB0F2C22AB923'), hex('96D605EA176B7E9E')))).toBe(
      'C24A8FB57AA20123',
    );
  });

  test('an ISO 9564 format 0 block of PIN 1234 and PAN 5555555551234567', () => {
    const pinKey = hex('0123456789ABCDEFFEDCBA9876543210');
    const block = desEncrypt(pinKey, hex('041261AAAAEDCBA9'));
    expect(openPinBlock(pinKey, upper(block), '5555555551234567')).toBe('1234');
    expect(openPinBlock(pinKey, upper(block), '6216261000000000018')).toBeUndefined();
  });

  test.each(['6200000000000005', '6216261000000000018', '4242424242424242', '5555555555554444', '378282246310005'])(
    'the test card %s passes Luhn, its neighbour does not',
    (pan) => {
      expect(passesLuhn(pan)).toBe(true);
      expect(passesLuhn(pan.slice(0, -1) + ((Number(pan.at(-1)) + 1) % 10))).toBe(false);
    },
  );
});

test('a MAC is eight hexadecimal characters and covers every byte', () => {
  const key = hex('C24A8FB57AA20123');
  const data = Buffer.from('a message of some length that ends inside a block', 'latin1');
  const mac = messageMac(key, data);
  expect(mac.toString('latin1')).toMatch(/^[0-9A-F]{8}$/);
  expect(isMacGood(key, Buffer.concat([data, mac]))).toBe(true);
  for (const index of data.keys()) {
    const changed = Buffer.from(data);
    changed[index] = (changed[index] as number) ^ 1;
    expect(isMacGood(key, Buffer.concat([changed, mac]))).toBe(false);
  }
  expect(isMacGood(key, Buffer.alloc(4))).toBe(false);
});

test('a key download opens under the master key, with check values that fit', () => {
  const masterKey = hex('CA5D92598DCA48CE8A4C76361A9269E9');
  const keys = makeWorkingKeys();
  const field62 = keyDownload(masterKey, keys);
  expect(field62).toHaveLength(40);
  expect(desDecrypt(masterKey, field62.subarray(0, 16))).toEqual(keys.pinKey);
  expect(field62.subarray(16, 20)).toEqual(checkValue(keys.pinKey));
  expect(desDecrypt(masterKey, field62.subarray(20, 28))).toEqual(keys.macKey);
  expect(field62.subarray(28, 36)).toEqual(Buffer.alloc(8));
  expect(field62.subarray(36)).toEqual(checkValue(keys.macKey));
});

test('masks keep six and four digits, of masked numbers too', () => {
  expect(maskPan('6216261000000000018')).toBe('621626*********0018');
  expect(maskPan('621626*********0018')).toBe('621626*********0018');
});
