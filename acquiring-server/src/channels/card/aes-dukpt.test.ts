/** Vectors of the supplement to ANSI X9.24-3:2017, and of the protocol facts (2). */
import { describe, expect, it } from 'vitest';
import { aesInitialKey, aesTransactionKey, aesWorkingKey } from './aes-dukpt.ts';
import { decryptPinFormat4, encryptPinFormat4, pinBlockFormat0 } from './pin-blocks.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const upper = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();
const id = hex('1234567890123456');
const baseKey = hex('FEDCBA9876543210F1F1F1F1F1F1F1F1');
const initial = aesInitialKey(baseKey, id);
const serial = (counter: number): Buffer => hex(`1234567890123456${counter.toString(16).padStart(8, '0')}`);

describe('AES DUKPT', () => {
  it('derives initial keys of 128 and 256 bits', () => {
    expect(upper(initial)).toBe('1273671EA26AC29AFA4D1084127652A1');
    expect(upper(aesInitialKey(Buffer.concat([baseKey, baseKey]), id))).toBe(
      'CE9CE0C101D1138F97FB6CAD4DF045A7083D4EAE2D35A31789D01CCF0949550F',
    );
    expect(() => aesInitialKey(baseKey, hex('12'))).toThrow(RangeError);
    expect(() => aesInitialKey(hex('12'), id)).toThrow(RangeError);
  });

  it('derives the key of a transaction', () => {
    expect(upper(aesTransactionKey(initial, serial(1)))).toBe('4F21B565BAD9835E112B6465635EAE44');
    expect(upper(aesTransactionKey(initial, serial(2)))).toBe('2F34D68DE10F68D38091A73B9E7C437C');
    expect(upper(aesTransactionKey(initial, serial(8)))).toBe('718EE6CF0B27E53D5F7AF99C4D8146A2');
    expect(upper(aesTransactionKey(initial, serial(0x80000000)))).toBe('9DC56486499A2E857FDEFC4740641EA8');
  });

  it.each([
    [1, 'AF8CB133A78F8DC2D1359F18527593FB', 'A2DC23DE6FDE0824A2BC321E08E4B8B7', 'A35C412EFD41FDB98B69797C02DCD08F'],
    [2, 'D30BDC73EC9714B000BEC66BDB7B6D09', '484C3B06E8562704528CD5B46FB12FB6', 'D639514AA33AC43AD9229E433D6D4E5B'],
    [3, '7D69F01F3B45449F62C7816ECE723268', 'A5DF7D9D800CA769766F0C77CA4E6E6C', 'EF17F6AB45B4820C93A3DCB21BC491AD'],
    [7, '6ECF912F3B18CA11A7A27BB60705FD09', 'BAA08CA263C69525BC6B1BA8F4275D69', '0FA8F1F0A2DD7B1005A862D77CDED698'],
    [
      131_073,
      '8AC85C93EED246054ADC3104479115A6',
      'EF7C9461E2AFED2A8012CC6301CFEEBE',
      'B93B4BF0D52163B3CF9312F8E55629A3',
    ],
    [
      8_675_309,
      'D1DDA386AA4A556AF0119FDCB5D132C6',
      '89365C7970950CAC0A6261FFC7DB26C6',
      'B1E4D9006A87DD08D87F11A124D35517',
    ],
    [
      4_294_901_760,
      '27EFAC1D158632588F4AC69E45C247C4',
      'AE558BABC206D303FDF68B1181F228C6',
      '08878BFCC45CA5AEF6A1AB40BAC882B5',
    ],
  ])('derives the working keys of count %i', (counter, pin, mac, data) => {
    expect(upper(aesWorkingKey(initial, serial(counter), { usage: 'pinEncryption' }))).toBe(pin);
    expect(upper(aesWorkingKey(initial, serial(counter), { usage: 'macGeneration' }))).toBe(mac);
    expect(upper(aesWorkingKey(initial, serial(counter), { usage: 'dataEncrypt' }))).toBe(data);
  });

  it('derives keys for every use, and of other lengths and algorithms', () => {
    const uses = {
      macVerification: 'DBB463945B286C07CD3AD82EE96FD9C9',
      macBoth: '85675439D18D7F1158BD8E3EAA3D502B',
      dataDecrypt: '16292C6EA8F64C5420A0584BFBC577BE',
      dataBoth: 'A308E080DD15A1B741F1721BF67DE11C',
      keyEncryption: '36A724B7BEFA5A25F5E7B5782A4554A2',
    } as const;
    for (const [usage, key] of Object.entries(uses)) {
      expect(upper(aesWorkingKey(initial, serial(1), { usage: usage as keyof typeof uses })), usage).toBe(key);
    }
    const pin = (type: 'tdea2' | 'tdea3') => upper(aesWorkingKey(initial, serial(1), { usage: 'pinEncryption', type }));
    expect(pin('tdea2')).toBe('630C706D9546E47D4449313F61C4D4AB');
    expect(pin('tdea3')).toBe('EA8B3F37EB9B15831167EF2977FD8762D9B5913F35766F6A');
    const long = aesInitialKey(Buffer.concat([baseKey, baseKey]), id);
    expect(upper(aesWorkingKey(long, serial(1), { usage: 'pinEncryption', type: 'aes256' }))).toBe(
      '8C1AB7BEE973829E30242E0BBBDD4946D540C98FC1B5BDCF94790001A23FD502',
    );
    expect(upper(aesTransactionKey(initial, serial(0xffffffff)))).toBe('36C6EBBCC0536FC91C1D50660D4F82AE');
  });

  it('refuses serial numbers that no reader has', () => {
    expect(() => aesTransactionKey(initial, hex('FFFF9876543210E00001'))).toThrow(RangeError);
    expect(() => aesTransactionKey(initial, serial(0xfffffffe))).toThrow(RangeError);
  });
});

describe('PIN blocks', () => {
  it('of format 0', () => {
    expect(upper(pinBlockFormat0('1234', '5555555551234567'))).toBe('041261AAAAEDCBA9');
    for (const [pin, pan] of [
      ['123', '5555555551234567'],
      ['1234', '55555'],
      ['12x4', '5555555551234567'],
    ] as const) {
      expect(() => pinBlockFormat0(pin, pan)).toThrow(RangeError);
    }
  });

  it('of format 4', () => {
    const key = hex('00112233445566778899AABBCCDDEEFF');
    const random = hex('FFFFFFFFFFFFFFFF');
    const block = encryptPinFormat4(key, { pin: '1234', pan: '1234567890123456789', random });
    expect(upper(block)).toBe('28B41FDDD29B743E93124BD8E32D921E');
    expect(decryptPinFormat4(key, { block, pan: '1234567890123456789' })).toBe('1234');
    expect(decryptPinFormat4(key, { block, pan: '1234567890123456788' })).toBeNull();
    expect(
      decryptPinFormat4(hex('01112233445566778899AABBCCDDEEFF'), { block, pan: '1234567890123456789' }),
    ).toBeNull();
    expect(decryptPinFormat4(key, { block: block.subarray(1), pan: '1234567890123456789' })).toBeNull();
    expect(() => encryptPinFormat4(key, { pin: '1234', pan: '1234567890123456789', random: hex('FF') })).toThrow(
      RangeError,
    );
  });

  it('of format 4 under the key of a transaction, as in the supplement', () => {
    const made = { pin: '1234', pan: '4111111111111111', random: hex('2F69ADDE2E9E7ACE') };
    const pinKey = (counter: number) => aesWorkingKey(initial, serial(counter), { usage: 'pinEncryption' });
    expect(upper(encryptPinFormat4(pinKey(1), made))).toBe('A912150391AB65A67E52883D81CE2D15');
  });

  it('of format 4 comes back for every length of PIN and card number', () => {
    const key = hex('00112233445566778899AABBCCDDEEFF');
    for (let pinLength = 4; pinLength <= 12; pinLength++) {
      for (let panLength = 12; panLength <= 19; panLength++) {
        const [pin, pan] = ['123456789012'.slice(0, pinLength), '6216261000000000018'.slice(0, panLength)];
        const block = encryptPinFormat4(key, { pin, pan, random: hex('0102030405060708') });
        expect(decryptPinFormat4(key, { block, pan })).toBe(pin);
      }
    }
  });
});
