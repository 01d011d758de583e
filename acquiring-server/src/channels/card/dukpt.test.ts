/** Vectors of ANSI X9.24-1:2009, annex A.4: base key 0123456789ABCDEFFEDCBA9876543210, KSN FFFF9876543210E0nnnn. */
import { createCipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { desDecrypt, desDecryptCbc, desEncrypt, xorBytes } from './des.ts';
import { dataKey, initialKey, macKey, pinKey, transactionKey } from './dukpt.ts';
import { pinBlockFormat0 } from './pin-blocks.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const upper = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();
const baseKey = hex('0123456789ABCDEFFEDCBA9876543210');
const serial = (counter: number): Buffer => hex(`FFFF9876543210E${counter.toString(16).padStart(5, '0')}`);
const keyOf = (counter: number): Buffer => transactionKey(baseKey, serial(counter));

/** What the vectors of data and MAC are of: whole blocks, filled with zeros. */
const padded = Buffer.concat([Buffer.from('4012345678909D987', 'latin1'), Buffer.alloc(7)]);

function cbc(key: Uint8Array, blocks: Uint8Array): Buffer {
  const cipher = createCipheriv('des-ede-cbc', key, Buffer.alloc(8)).setAutoPadding(false);
  return Buffer.concat([cipher.update(blocks), cipher.final()]);
}

/** Algorithm 3 of ISO/IEC 9797-1: single DES by the left half, the last block undone by the right and done again. */
function mac(key: Buffer, blocks: Buffer): Buffer {
  const [left, right] = [key.subarray(0, 8), key.subarray(8)];
  let sum: Buffer = Buffer.alloc(8);
  for (let at = 0; at < blocks.length; at += 8) sum = desEncrypt(left, xorBytes(sum, blocks.subarray(at, at + 8)));
  return desEncrypt(left, desDecrypt(right, sum));
}

describe('DUKPT (ANSI X9.24-1:2009)', () => {
  it.each([
    {
      counter: 1,
      key: '042666B49184CFA368DE9628D0397BC9',
      pin: '1B9C1845EB993A7A',
      request: 'FC0D53B7EA1FDA9EE68AAF2E70D9B9506229BE2AA993F04F',
      response: '1FCC89AF66222F27B903898BB2BC8589CDBFDE5EC6AFCC25',
      macs: ['9CCC78173FC4FB64', '20364223C1FF00FA'],
    },
    {
      counter: 2,
      key: 'C46551CEF9FD24B0AA9AD834130D3BC7',
      pin: '10A01C8D02C69107',
      request: 'A2B4E70F846E63D68775B7215EB4563DFD3037244C61CC13',
      response: '5B692A6B1FDD5E25B0DEFAFDE1672E402F8011360CFF3508',
      macs: ['F608A9BCA6FFC311', 'D1FCA6BEF05D24D2'],
    },
    {
      counter: 3,
      key: '0DF3D9422ACA56E547676D07AD6BADFA',
      pin: '18DC07B94797B466',
      request: 'BD751E65F10E75B6C1D5B1D283496A36C2DE21D993C387A7',
      response: '345992D4163E4926C927BFD8ABD5D76F087A9CE81D5A27B8',
      macs: ['20B59A4FEAC937E3', 'BAD4CC9CC2AE326C'],
    },
    {
      counter: 4,
      key: '279C0F6AEED0BE652B2C733E1383AE91',
      pin: '0BC79509D5645DF7',
      request: '1118F50947441BBDA3C8C70220021A12EC31CC473F7215F4',
      response: '418C7413576C0D1819E785D3807AF32334231FDEC23414DB',
      macs: ['C7BFA6CC44161828', '1EB08AEECE6FF0C2'],
    },
  ])('derives the keys of counter $counter for PIN, data and MAC', ({ counter, key, pin, request, response, macs }) => {
    const derived = keyOf(counter);
    expect(upper(derived)).toBe(key);
    expect(upper(desEncrypt(pinKey(derived), pinBlockFormat0('1234', '4012345678909')))).toBe(pin);
    expect(upper(cbc(dataKey(derived), padded))).toBe(request);
    expect(upper(cbc(dataKey(derived, 'response'), padded))).toBe(response);
    expect([upper(mac(macKey(derived), padded)), upper(mac(macKey(derived, 'response'), padded))]).toEqual(macs);
  });

  it('derives the PIN keys of counters with several bits', () => {
    const pinKeys = [0x5, 0x7, 0x8, 0xf, 0x10, 0x13].map((counter) => upper(pinKey(keyOf(counter))));
    expect(pinKeys).toEqual([
      '5F8DC6D2C845C1DA508DDC048093B8C0',
      '0C8F780B7C8B492FAE84A9EB2A6CE69F',
      '27F66D5244FF621EAA6F6120EDEB427F',
      '93DD5B956C4878B82E453AAEFD32A555',
      '59598DCBD9BD943F94165CE453585FA8',
      'C3DF489FDF11534BF03DE97C27DC4CD0',
    ]);
  });

  it('derives the data keys that the vectors of readers name', () => {
    expect([1, 2, 3].map((counter) => upper(dataKey(keyOf(counter))))).toEqual([
      '448D3F076D8304036A55A3D7E0055A78',
      'F1BE73B36135C5C26CF937D50ABBE5AF',
      'EEEEF522C67239E4A2A65FEBF4C511F4',
    ]);
    expect(upper(initialKey(baseKey, serial(0)))).toBe('6AC292FAA1315B4D858AB3A3D7D5933A');
    expect(() => transactionKey(baseKey, hex('FFFF98765432'))).toThrow(RangeError);
  });

  it('opens track 1 of a MagneSafe reader, under the PIN key and under the data key', () => {
    const track1 = '%B5452300551227189^HOGAN/PAUL      ^08043210000000725000000?\0\0\0\0';
    for (const [key, encrypted] of [
      [
        pinKey(keyOf(8)),
        'C25C1D1197D31CAA87285D59A892047426D9182EC11353C051ADD6D0F072A6CB3436560B3071FC1FD11D9F7E74886742D9BEE0CFD1EA1064C213BB55278B2F12',
      ],
      [
        dataKey(keyOf(8)),
        '411D405D7DEDB9D84797F045559721E8C06A5565FFB3B4050509277E5F80072E2410E0E6ADCBB614419700A9173807BA27C4E9D80BE67A2C32498032B200A7E3',
      ],
    ] as const) {
      expect(desDecryptCbc(key, hex(encrypted)).toString('latin1')).toBe(track1);
    }
  });
});
