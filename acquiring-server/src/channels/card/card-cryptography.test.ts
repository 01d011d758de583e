/** Vectors of the protocol facts (2 and 6). */
import { createCipheriv, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pinBlock, readerCard } from '../sims.fixture.ts';
import { aesInitialKey, aesWorkingKey } from './aes-dukpt.ts';
import { checkValueHex, desDecrypt, desEncrypt } from './des.ts';
import { initialKey, pinKey, transactionKey } from './dukpt.ts';
import {
  type BaseKeys,
  KeyStoreError,
  maskPan,
  openCard,
  openWorkingKeys,
  sealWorkingKeys,
  translatePinBlock,
  unsealWorkingKeys,
} from './key-store.ts';
import { encodeWithMac, macVerifies, messageMac } from './message-mac.ts';
import { encryptPinFormat4 } from './pin-blocks.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const bdkHex = '0123456789ABCDEFFEDCBA9876543210';
const bdk = hex(bdkHex);
const keys: BaseKeys = { tripleDes: bdk };

describe('DUKPT (ANSI X9.24-1)', () => {
  it('derives the initial key', () => {
    expect(initialKey(bdk, hex('FFFF9876543210E00000')).toString('hex')).toBe('6ac292faa1315b4d858ab3a3d7d5933a');
  });

  it('derives the first transaction key and encrypts the PIN of the standard', () => {
    const key = transactionKey(bdk, hex('FFFF9876543210E00001'));
    expect(key.toString('hex')).toBe('042666b49184cfa368de9628d0397bc9');
    const block = desEncrypt(pinKey(key), pinBlock('1234', '4012345678909'));
    expect(block.toString('hex').toUpperCase()).toBe('1B9C1845EB993A7A');
  });

  it('makes another key for every count, also above the low bits', () => {
    const keys = ['00001', '00002', '00003', 'ff800', 'fffff'].map((count) =>
      transactionKey(bdk, hex(`ffff9876543210e${count}`.padEnd(20, '0'))).toString('hex'),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('ISO 9564', () => {
  it('forms a block of format 0', () => {
    expect(pinBlock('1234', '5555555551234567').toString('hex').toUpperCase()).toBe('041261AAAAEDCBA9');
  });
});

describe('working keys', () => {
  const masterKey = hex('CA5D92598DCA48CE8A4C76361A9269E9');

  it('opens the MAC key of the facts', () => {
    const macKey = desDecrypt(masterKey, hex('B651F9E9BACE9AE1'));
    expect(macKey.toString('hex')).toBe('5bb5c72cd00b7338');
    expect(checkValueHex(macKey)).toBe('ab7153ca');
    const other = desDecrypt(hex('70F2A84CCBC2AE8625CBB0F2C22AB923'), hex('96D605EA176B7E9E'));
    expect(other.toString('hex')).toBe('c24a8fb57aa20123');
  });

  it('opens field 62 of 24, 40 and 60 bytes, and refuses one whose check value does not fit', () => {
    const clearPin = hex('00112233445566778899aabbccddeeff');
    const macPart = 'B651F9E9BACE9AE10000000000000000AB7153CA';
    const pinPart = desEncrypt(masterKey, clearPin).toString('hex') + checkValueHex(clearPin);
    const opened = openWorkingKeys(masterKey, pinPart + macPart);
    expect(opened.pinKey).toEqual(clearPin);
    expect(opened.macKey.toString('hex')).toBe('5bb5c72cd00b7338');
    expect(openWorkingKeys(masterKey, pinPart + macPart + '00'.repeat(20)).macKey).toEqual(opened.macKey);
    const single = 'B651F9E9BACE9AE1AB7153CA';
    expect(openWorkingKeys(masterKey, single + single).pinKey.toString('hex')).toBe('5bb5c72cd00b7338');
    expect(() => openWorkingKeys(masterKey, pinPart + macPart.replace('AB', 'AC'))).toThrow(KeyStoreError);
    expect(() => openWorkingKeys(masterKey, '00')).toThrow(KeyStoreError);
  });

  it('seals them for one terminal', () => {
    const keyEncryptionKey = randomBytes(32);
    const keys = { pinKey: randomBytes(16), macKey: randomBytes(8) };
    const sealed = sealWorkingKeys(keyEncryptionKey, keys, 'm/a/10000001');
    expect(unsealWorkingKeys(keyEncryptionKey, sealed, 'm/a/10000001')).toEqual(keys);
    expect(() => unsealWorkingKeys(keyEncryptionKey, sealed, 'm/a/10000002')).toThrow(KeyStoreError);
    expect(() => unsealWorkingKeys(randomBytes(32), sealed, 'm/a/10000001')).toThrow(KeyStoreError);
    expect(() => unsealWorkingKeys(keyEncryptionKey, Buffer.alloc(5), 'm/a/10000001')).toThrow(KeyStoreError);
  });
});

describe('the MAC of field 64', () => {
  const macKey = hex('C24A8FB57AA20123');
  const message = { mti: '0200', fields: { 3: '000000', 4: '000000001250', 11: '000001', 41: '10000001' } };

  it('is eight hexadecimal characters that any changed bit breaks', () => {
    const bytes = encodeWithMac(message, macKey);
    expect(bytes.subarray(-8).toString('latin1')).toMatch(/^[0-9A-F]{8}$/);
    const withMac = { ...message, fields: { ...message.fields, 64: bytes.subarray(-8).toString('hex') } };
    expect(macVerifies(bytes, withMac, macKey)).toBe(true);
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] as number) ^ 1;
      expect(macVerifies(changed, withMac, macKey)).toBe(false);
    }
    expect(macVerifies(bytes, message, macKey)).toBe(false);
  });

  it('follows the method of the facts step by step', () => {
    // Two blocks of which the second is filled up by zeros.
    const bytes = hex('0200300000000000000112');
    const sum = hex('0200300000000000').map((byte, index) => byte ^ (hex('0001120000000000')[index] as number));
    const characters = Buffer.from(Buffer.from(sum).toString('hex').toUpperCase(), 'latin1');
    const once = desEncrypt(macKey, characters.subarray(0, 8));
    const mixed = Buffer.from(once.map((byte, index) => byte ^ (characters[8 + index] as number)));
    const expected = desEncrypt(macKey, mixed).toString('hex').toUpperCase().slice(0, 8);
    expect(messageMac(macKey, bytes).toString('latin1')).toBe(expected);
  });
});

describe('the reader’s card data', () => {
  it('opens for its own key, and only for the card that was shown', () => {
    const card = readerCard(bdkHex, { counter: 5 });
    expect(openCard(keys, card)).toMatchObject({ pan: '6216261000000000018', expiry: '3012' });
    expect(() => openCard(keys, { ...card, maskedPan: '621626*********0019' })).toThrow(KeyStoreError);
    expect(() => openCard({ tripleDes: randomBytes(16) }, card)).toThrow(KeyStoreError);
    expect(() => openCard(keys, { ...card, encryptedTrack2Hex: 'abcd' })).toThrow(KeyStoreError);
    expect(() => openCard(keys, { ...card, keySerialNumberHex: 'ffff9876543210e00006' })).toThrow(KeyStoreError);
  });

  it('carries no card number in what it throws', () => {
    const card = readerCard(bdkHex, {});
    try {
      openCard(keys, { ...card, maskedPan: 'x' });
    } catch (error) {
      expect(String(error)).not.toMatch(/[0-9]{8}/);
    }
  });

  it('translates the PIN to the terminal’s key without changing the block', () => {
    const terminalPinKey = randomBytes(16);
    const card = readerCard(bdkHex, { pin: '1234', counter: 9 });
    const translated = translatePinBlock(keys, card, { terminalPinKey, pan: '6216261000000000018' });
    expect(desDecrypt(terminalPinKey, hex(translated))).toEqual(pinBlock('1234', '6216261000000000018'));
  });

  it('of AES keys opens, and its PIN block becomes format 0 under the terminal’s key', () => {
    const aes = hex('FEDCBA9876543210F1F1F1F1F1F1F1F1');
    const serial = hex('123456789012345600000001');
    const working = (usage: 'dataEncrypt' | 'pinEncryption') =>
      aesWorkingKey(aesInitialKey(aes, serial.subarray(0, 8)), serial, { usage });
    const track2 = Buffer.alloc(48);
    track2.write('6216261000000000018=3012220000000000', 'latin1');
    track2[36] = 0x80;
    const cipher = createCipheriv('aes-128-cbc', working('dataEncrypt'), Buffer.alloc(16)).setAutoPadding(false);
    const pan = '6216261000000000018';
    const block = encryptPinFormat4(working('pinEncryption'), { pin: '1234', pan, random: randomBytes(8) });
    const card = {
      ...readerCard(bdkHex, {}),
      encryptedTrack2Hex: Buffer.concat([cipher.update(track2), cipher.final()]).toString('hex'),
      keySerialNumberHex: serial.toString('hex'),
      pinBlockHex: block.toString('hex'),
    };
    const both = { ...keys, aes };
    expect(openCard(both, card)).toMatchObject({ pan, expiry: '3012' });
    const terminalPinKey = randomBytes(16);
    const translated = translatePinBlock(both, card, { terminalPinKey, pan });
    expect(desDecrypt(terminalPinKey, hex(translated))).toEqual(pinBlock('1234', pan));
    expect(() => openCard(keys, card)).toThrow(KeyStoreError);
    expect(() => openCard({ ...keys, aes: bdk }, card)).toThrow(KeyStoreError);
    expect(() => openCard(both, { ...card, keySerialNumberHex: '1234567890123456FFFFFFFE' })).toThrow(KeyStoreError);
    const others = { terminalPinKey, pan: '6200000000000005' };
    expect(() => translatePinBlock(both, card, others)).toThrow(KeyStoreError);
    expect(() => translatePinBlock(both, { ...card, pinBlockHex: '0011223344556677' }, others)).toThrow(KeyStoreError);
  });

  it('masks all but the first six and last four digits', () => {
    expect(maskPan('6216261000000000018')).toBe('621626*********0018');
  });
});
