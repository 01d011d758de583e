import { createDecipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { aesInitialKey, aesKeySerialNumber, aesWorkingKey, encryptPinFormat4, nextAesCounter } from './aes-dukpt.ts';
import { encryptPin, encryptTrack2, maskPan, pinBlockFormat0 } from './card-data.ts';
import { demoCards, findCard, track2Of } from './cards.ts';
import { counterOf, dataKey, initialKey, nextCounter, transactionKey, withCounter } from './dukpt.ts';

const baseKey = Buffer.from('0123456789ABCDEFFEDCBA9876543210', 'hex');
const serialNumber = Buffer.from('FFFF9876543210E00000', 'hex');
const keys = { baseKey, keySerialNumber: withCounter(serialNumber, 1) };
const upper = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();

describe('triple DES DUKPT (ANSI X9.24-1)', () => {
  it('gives the published initial and first keys', () => {
    const initial = initialKey(baseKey, serialNumber);
    expect(upper(initial)).toBe('6AC292FAA1315B4D858AB3A3D7D5933A');
    expect(upper(transactionKey(initial, keys.keySerialNumber))).toBe('042666B49184CFA368DE9628D0397BC9');
  });

  it('encrypts the published PIN', () => {
    expect(upper(encryptPin('1234', '4012345678909', keys))).toBe('1B9C1845EB993A7A');
  });

  it.each([
    [2, 'C46551CEF9FD24B0AA9AD834130D3BC7', '10A01C8D02C69107'],
    [3, '0DF3D9422ACA56E547676D07AD6BADFA', '18DC07B94797B466'],
    [4, '279C0F6AEED0BE652B2C733E1383AE91', '0BC79509D5645DF7'],
  ])('gives the published key and PIN of counter %i', (counter, key, pin) => {
    const keySerialNumber = withCounter(serialNumber, counter);
    expect(upper(transactionKey(initialKey(baseKey, serialNumber), keySerialNumber))).toBe(key);
    expect(upper(encryptPin('1234', '4012345678909', { baseKey, keySerialNumber }))).toBe(pin);
  });

  it('gives another key for each counter, the skipped ones left out', () => {
    expect(nextCounter(0)).toBe(1);
    expect(nextCounter(0b1111111111)).toBe(0b10000000000);
    // Eleven ones are too many: the carry goes up.
    expect(nextCounter(0b11111111110)).toBe(0b100000000000);
    expect(nextCounter(0b111111111100000000000)).toBeUndefined();
    expect(counterOf(withCounter(serialNumber, 0x1abcde))).toBe(0x1abcde);
    const initial = initialKey(baseKey, serialNumber);
    const seen = new Set([1, 2, 3, 4, 5].map((n) => upper(transactionKey(initial, withCounter(serialNumber, n)))));
    expect(seen.size).toBe(5);
  });
});

describe('AES DUKPT (ANSI X9.24-3)', () => {
  const id = Buffer.from('1234567890123456', 'hex');
  const initial = aesInitialKey(Buffer.from('FEDCBA9876543210F1F1F1F1F1F1F1F1', 'hex'), id);
  const working = (counter: number, use: 'pin' | 'data') =>
    upper(aesWorkingKey(initial, { initialKeyId: id, counter, use }));

  it('gives the published keys', () => {
    expect(upper(initial)).toBe('1273671EA26AC29AFA4D1084127652A1');
    expect(working(1, 'pin')).toBe('AF8CB133A78F8DC2D1359F18527593FB');
    expect(working(1, 'data')).toBe('A35C412EFD41FDB98B69797C02DCD08F');
    expect(working(8_675_309, 'pin')).toBe('D1DDA386AA4A556AF0119FDCB5D132C6');
    expect(working(4_294_901_760, 'data')).toBe('08878BFCC45CA5AEF6A1AB40BAC882B5');
    expect(upper(aesKeySerialNumber(id, 1))).toBe('123456789012345600000001');
  });

  it('counts on without the counters that have too many ones', () => {
    expect(nextAesCounter(0)).toBe(1);
    expect(nextAesCounter(0xffff)).toBe(0x10000);
    expect(nextAesCounter(0x1fffe)).toBe(0x20000);
    expect(nextAesCounter(0xffff0000)).toBeUndefined();
  });

  it('encrypts PINs in format 4', () => {
    const key = Buffer.from('00112233445566778899AABBCCDDEEFF', 'hex');
    const made = { pin: '1234', pan: '1234567890123456789', random: Buffer.alloc(8, 0xff) };
    expect(upper(encryptPinFormat4(key, made))).toBe('28B41FDDD29B743E93124BD8E32D921E');
    const pinKey = aesWorkingKey(initial, { initialKeyId: id, counter: 1, use: 'pin' });
    const supplement = { pin: '1234', pan: '4111111111111111', random: Buffer.from('2F69ADDE2E9E7ACE', 'hex') };
    expect(upper(encryptPinFormat4(pinKey, supplement))).toBe('A912150391AB65A67E52883D81CE2D15');
  });
});

describe('card data', () => {
  it('has the published PIN block of format 0', () => {
    expect(upper(pinBlockFormat0('1234', '5555555551234567'))).toBe('041261AAAAEDCBA9');
  });

  it('decrypts to track 2 with padding method 2', () => {
    for (const card of demoCards) {
      const encrypted = encryptTrack2(track2Of(card), keys);
      const key = dataKey(transactionKey(initialKey(baseKey, keys.keySerialNumber), keys.keySerialNumber));
      const decipher = createDecipheriv('des-ede-cbc', key, Buffer.alloc(8)).setAutoPadding(false);
      const clear = Buffer.concat([decipher.update(encrypted), decipher.final()]).toString('latin1');
      expect(clear.replace(/\x80\0*$/, '')).toBe(track2Of(card));
      expect(encrypted.length % 8).toBe(0);
    }
  });

  it('shows six digits and four', () => {
    expect(maskPan('6216261000000000018')).toBe('621626*********0018');
    expect(maskPan('378282246310005')).toBe('378282*****0005');
  });
});

describe('the demo cards', () => {
  it('are Luhn-valid, have names of their own, and are found by name and number', () => {
    expect(demoCards.map((card) => luhn(card.pan))).toEqual(demoCards.map(() => 0));
    expect(new Set(demoCards.map((card) => card.name)).size).toBe(demoCards.length);
    expect(findCard('visa')).toBe(findCard('4242424242424242'));
    expect(findCard('621626*********0018')?.name).toBe('unionpay');
    expect(findCard('nobody')).toBeUndefined();
    expect(track2Of(demoCards[0] ?? expect.fail()).length).toBeLessThanOrEqual(37);
  });
});

function luhn(pan: string): number {
  const digits = [...pan].reverse().map(Number);
  return digits.reduce((sum, digit, n) => sum + (n % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0) % 10;
}
