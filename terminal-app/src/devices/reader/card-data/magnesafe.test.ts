/** The example of the maker's reference ("Swipe decryption, HID Reader in Security Level 3"), and its keyboard twin. */
import { createDecipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encryptionOf, magneSafeReportBytes, parseMagneSafeReport } from './magnesafe-report.ts';
import { parseEncryptedWedge } from './magnesafe-wedge.ts';
import { swipeOfReport, swipeOfWedge } from './magnetic-swipe.ts';

const encrypted = {
  track1:
    'C25C1D1197D31CAA87285D59A892047426D9182EC11353C051ADD6D0F072A6CB3436560B3071FC1FD11D9F7E74886742D9BEE0CFD1EA1064C213BB55278B2F12',
  track2: '724C5DB7D6F901C7F0FEAE7908801093B3DBFE51CCF6D483E789D7D2C007D539499BAADCC8D16CA2',
  track3: '76BB013C0DFD8195F16F2FBC50A35171AA370131F87442313EE36457B87C87F9',
  magnePrint:
    '8628E664C59BBAA232BA90BFB3E6B41D6F4B691E633C311CBE6EE7466B81196EC07B12648DCAC4FD7FD0E212B479C60BAD8C74F82F327667',
};
const masked = {
  track1: '%B5452000000007189^HOGAN/PAUL      ^08040000000000000000000?',
  track2: ';5452000000007189=080400000000000000?',
  track3: ';5163000050000445=000000000000?',
};
const keySerialNumber = 'FFFF9876543210E00008';
/** The PIN variant of the key that this serial number counts, as the reference gives it. */
const pinKey = Buffer.from('27F66D5244FF621EAA6F6120EDEB427F', 'hex');

function exampleReport(status = '0006'): Buffer {
  const report = Buffer.alloc(magneSafeReportBytes);
  report.write('00000040282000', 0, 'hex');
  report.write(encrypted.track1, 7, 'hex');
  report.write(encrypted.track2, 119, 'hex');
  report.write(encrypted.track3, 231, 'hex');
  report.write('A105000038', 344, 'hex');
  report.write(encrypted.magnePrint, 349, 'hex');
  report.write('21042812D011111', 477, 'latin1');
  report.write(status, 493, 'hex');
  report.write(keySerialNumber, 495, 'hex');
  report.write('3C251F', 505, 'hex');
  report.write(masked.track1, 508, 'latin1');
  report.write(masked.track2, 620, 'latin1');
  report.write(masked.track3, 732, 'latin1');
  report.write('21685F158B5C6BE03C251F36', 844, 'hex');
  return report;
}

function opened(blocks: Uint8Array, length: number): string {
  const decipher = createDecipheriv('des-ede-cbc', pinKey, Buffer.alloc(8)).setAutoPadding(false);
  return Buffer.concat([decipher.update(blocks), decipher.final()]).toString('latin1', 0, length);
}

describe('the report of a reader that encrypts', () => {
  it('is taken apart; under its key stand the tracks', () => {
    const report = parseMagneSafeReport(exampleReport());
    expect(report).toMatchObject({
      encodeType: 'iso_aba',
      isEncrypted: true,
      encryption: { isKeyInjected: true, isEnabled: true, areKeysExhausted: false, variant: 'pin' },
      keySerialNumberHex: keySerialNumber,
      deviceSerial: '21042812D011111',
      sessionIdHex: '21685F158B5C6BE0',
      magnePrint: { statusHex: 'A1050000', clearLength: 0x36 },
      tracks: [
        { status: 'read', clearLength: 60, masked: masked.track1 },
        { status: 'read', clearLength: 37, masked: masked.track2 },
        { status: 'read', clearLength: 31, masked: masked.track3 },
      ],
    });
    expect(report?.tracks.map((track) => opened(track.encrypted, track.clearLength))).toEqual([
      '%B5452300551227189^HOGAN/PAUL      ^08043210000000725000000?',
      ';5452300551227189=080432100000007250?',
      ';5163499080020445=000000000000?',
    ]);
    expect(opened(report?.magnePrint.encrypted ?? new Uint8Array(), 8)).toHaveLength(8);
  });

  it('without a key holds the tracks in the clear', () => {
    const report = exampleReport('0004');
    report.fill(0, 7, 343);
    report.write('3C251F', 3, 'hex');
    report.write('%B5452300551227189^HOGAN/PAUL      ^08043210000000725000000?', 7, 'latin1');
    report.write(';5452300551227189=080432100000007250?', 119, 'latin1');
    expect(parseMagneSafeReport(report)).toMatchObject({ isEncrypted: false, keySerialNumberHex: '' });
    expect(swipeOfReport(report)).toEqual({
      kind: 'refused',
      reasonCode: 'READER_NOT_ENCRYPTING',
      maskedPan: '545230******7189',
    });
    report.fill(0, 7, 343);
    report.write('000D00', 3, 'hex');
    report.write(';90210000345?', 119, 'latin1');
    expect(swipeOfReport(report, 'membership')).toEqual({ kind: 'membership', number: '90210000345' });
  });

  it('of later firmware is longer; of another length, or counting more than it holds, it is none', () => {
    expect(parseMagneSafeReport(Buffer.concat([exampleReport(), Buffer.alloc(31)]))).toMatchObject({
      isEncrypted: true,
    });
    for (const wrong of [exampleReport().subarray(1), Buffer.alloc(1_025), Buffer.alloc(337)]) {
      expect(parseMagneSafeReport(wrong)).toBeNull();
    }
    for (const [at, value] of [
      [3, 113],
      // No whole blocks.
      [4, 37],
      [348, 129],
      [505, 113],
      [852, 65],
    ] as const) {
      const report = exampleReport();
      report[at] = value;
      expect(parseMagneSafeReport(report), `byte ${at}`).toBeNull();
    }
    const unread = exampleReport();
    unread[1] = 1;
    expect(parseMagneSafeReport(unread)?.tracks[1]).toEqual({
      ...{ status: 'error', clearLength: 0, masked: '' },
      encrypted: new Uint8Array(),
    });
  });

  it('says in its status what the reader may do', () => {
    expect(encryptionOf(0x0907)).toEqual({
      ...{ areKeysExhausted: true, isKeyInjected: true, isEnabled: true },
      ...{ isAuthenticationRequired: false, hasTimedOut: false, isCounterExpired: true, variant: 'data' },
    });
  });
});

describe('a swipe at such a reader', () => {
  it('is refused for payment and for a club, and shows what the reader itself shows', () => {
    const refused = { kind: 'refused', reasonCode: 'READER_KEY_UNKNOWN', maskedPan: '545200******7189' };
    expect(swipeOfReport(exampleReport())).toEqual(refused);
    expect(swipeOfReport(exampleReport(), 'membership')).toEqual(refused);
    expect(swipeOfReport(exampleReport('0007'))).toMatchObject({ reasonCode: 'READER_KEYS_EXHAUSTED' });
    const unread = exampleReport();
    unread.fill(1, 0, 3);
    expect(swipeOfReport(unread)).toEqual({ kind: 'unreadable', reasonCode: 'CARD_UNREADABLE' });
  });
});

describe('what such a reader types as a keyboard', () => {
  const typed =
    '%B5452000000007189^HOGAN/PAUL      ^08040000000000000000000?;5452000000007189=080400000000000000?' +
    `+5163000050000445=000000000000?|0600|${encrypted.track1}|${encrypted.track2}|` +
    `E31234A91059A0FBFE627954EE21868AEE3979540B67FCC40F61CECA54152D1E|A1050000|${encrypted.magnePrint}||` +
    `21685F158B5C6BE0|${keySerialNumber}|B78F||0000`;

  it('is taken apart; under its key stand the tracks', () => {
    const wedge = parseEncryptedWedge(`${typed}\r`);
    expect(wedge).toMatchObject({
      masked: { ...masked, track3: '+5163000050000445=000000000000?' },
      keySerialNumberHex: keySerialNumber,
      deviceSerial: '',
    });
    expect(
      wedge?.encryptedHex.map((hex) => opened(Buffer.from(hex, 'hex'), hex.length / 2).replace(/\0+$/, '')),
    ).toEqual([
      '%B5452300551227189^HOGAN/PAUL      ^08043210000000725000000?',
      ';5452300551227189=080432100000007250?',
      '+5163499080020445=000000000000?',
    ]);
    expect(swipeOfWedge(typed)).toMatchObject({ reasonCode: 'READER_KEY_UNKNOWN', maskedPan: '545200******7189' });
  });

  it('is none with a field too few, or one that is no hexadecimal', () => {
    for (const none of [
      typed.slice(0, -5),
      typed.replace('|0600|', '|06G0|'),
      `${typed}|`,
      typed.replace('C25C1D', 'C25C'),
    ]) {
      expect(parseEncryptedWedge(none), none.slice(-20)).toBeNull();
    }
  });
});
