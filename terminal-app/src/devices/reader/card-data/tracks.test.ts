import { describe, expect, it } from 'vitest';
import { maskPan, passesLuhn } from './luhn.ts';
import { magneticReportBytes, parseMagneticReport } from './magnetic-report.ts';
import { swipeOfReport, swipeOfWedge } from './magnetic-swipe.ts';
import { hasGoodLrc, parseTrack1, parseTrack2, parseTrack3, splitWedge, trackLrc } from './tracks.ts';

const track1 = '%B4242424242424242^TESTER/ANNA MS            ^30122011234500000000?';
const track2 = ';4242424242424242=30122011234500000?';
const clubTrack2 = ';90210000345?';

/** A report as the reader's reference lays it out. */
function reportOf(tracks: readonly string[], errors: readonly number[] = [], encodeType = 0): Uint8Array {
  const report = Buffer.alloc(magneticReportBytes);
  tracks.forEach((data, track) => {
    report[track] = errors.includes(track) ? 1 : 0;
    report[3 + track] = data.length;
    report.write(data, 7 + track * 110, 'latin1');
  });
  report[6] = encodeType;
  return report;
}

describe('card numbers', () => {
  it('pass Luhn, and their neighbours do not', () => {
    for (const pan of [
      '6200000000000005',
      '6216261000000000018',
      '4242424242424242',
      '5555555555554444',
      '378282246310005',
    ]) {
      expect(passesLuhn(pan), pan).toBe(true);
      expect(passesLuhn(pan.slice(0, -1) + ((Number(pan.at(-1)) + 1) % 10))).toBe(false);
    }
    for (const none of ['', '0', '4242-4242', 'abcd']) expect(passesLuhn(none), none).toBe(false);
  });

  it('show six digits and four at most', () => {
    expect(maskPan('6216261000000000018')).toBe('621626*********0018');
    expect(maskPan('378282246310005')).toBe('378282*****0005');
    expect(maskPan('4012345678909')).toBe('401234***8909');
    expect(maskPan('123456789012')).toBe('********9012');
    expect(maskPan('1234')).toBe('****');
  });
});

describe('track 1', () => {
  it('is taken apart', () => {
    expect(parseTrack1(track1)).toEqual({
      formatCode: 'B',
      pan: '4242424242424242',
      name: 'TESTER/ANNA MS',
      expiry: '3012',
      serviceCode: '201',
      discretionary: '1234500000000',
    });
    expect(parseTrack1('%B378282246310005^A B^^^0?')).toMatchObject({
      expiry: '',
      serviceCode: '',
      discretionary: '0',
    });
  });

  it('is refused without its parts', () => {
    for (const none of [
      '',
      '%B?',
      '%B42^X^3012?',
      '%B4242^TESTER^9913201?',
      track1.slice(1),
      track2,
      `%B4242^AB^3012201${'1'.repeat(100)}?`,
    ]) {
      expect(parseTrack1(none), none).toBeNull();
    }
  });
});

describe('track 2', () => {
  it('is taken apart, with sentinels and without', () => {
    const sample = { pan: '4000340000000506', expiry: '2511', serviceCode: '123', discretionary: '111123400001230' };
    expect(parseTrack2('4000340000000506=2511123111123400001230')).toEqual(sample);
    expect(parseTrack2(';4000340000000506=2511123111123400001230?')).toEqual(sample);
    expect(parseTrack2('4000340000000506D2511123111123400001230')).toEqual(sample);
    // As a chip gives it, filled to whole bytes.
    expect(parseTrack2('4000340000000506D2511123111123400001230F')).toEqual(sample);
    expect(parseTrack2(';4242424242424242==201?')).toMatchObject({ expiry: '', serviceCode: '201' });
  });

  it('is refused without its parts', () => {
    for (const none of [
      '',
      ';?',
      ';4242?',
      '=3012201',
      ';4242424242424242=3013201?',
      ';42X2=3012201?',
      ';4242=3012201A?',
      track1,
    ]) {
      expect(parseTrack2(none), none).toBeNull();
    }
  });
});

describe('track 3', () => {
  it('is taken apart, whatever its start sentinel', () => {
    const parts = { formatCode: '01', pan: '4242424242424242', rest: '=0000100000' };
    for (const start of [';', '+', '!', '#'])
      expect(parseTrack3(`${start}014242424242424242==0000100000?`)).toEqual(parts);
    expect(parseTrack3(';0142=A?')).toBeNull();
  });
});

describe('the check character of a track', () => {
  /** Ones in each bit of a track's characters, its check character counted. */
  const onesOf = (track: string, base: number): number[] =>
    [0, 1, 2, 3, 4, 5].map((bit) => [...track].filter((sign) => ((sign.charCodeAt(0) - base) >> bit) & 1).length);

  it('makes every bit even, in six bits on track 1 and in four on the others', () => {
    expect(onesOf(track1 + trackLrc(track1), 0x20).map((ones) => ones % 2)).toEqual([0, 0, 0, 0, 0, 0]);
    for (const track of [track2, ';014242424242424242==0000100000?']) {
      expect(onesOf(track + trackLrc(track), 0x30).map((ones) => ones % 2)).toEqual([0, 0, 0, 0, 0, 0]);
    }
    expect([trackLrc(';0?'), trackLrc(';1?'), trackLrc('%!?')]).toEqual(['4', '5', ';']);
    // A wedge reader's start sentinel of track 3 stands for the stripe's.
    expect(trackLrc('+0142=1?')).toBe(trackLrc(';0142=1?'));
    expect([trackLrc(';12'), trackLrc('12?'), trackLrc(';1A2?')]).toEqual(['', '', '']);
  });

  it('is taken as it comes, and a wrong one makes the track unreadable', () => {
    const whole = `${track1}${trackLrc(track1)}${track2}${trackLrc(track2)}`;
    expect(splitWedge(`${whole}\r`)).toEqual({
      track1: track1 + trackLrc(track1),
      track2: track2 + trackLrc(track2),
      track3: '',
    });
    expect(parseTrack2(track2 + trackLrc(track2))).toEqual(parseTrack2(track2));
    expect(parseTrack1(track1 + trackLrc(track1))).toEqual(parseTrack1(track1));
    expect(swipeOfWedge(whole)).toMatchObject({ maskedPan: '424242******4242' });
    const wrong = `${track2}${trackLrc(track2) === '1' ? '2' : '1'}`;
    expect([hasGoodLrc(track2), hasGoodLrc(track2 + trackLrc(track2)), hasGoodLrc(wrong)]).toEqual([true, true, false]);
    expect(swipeOfReport(reportOf(['', wrong, '']))).toEqual({ kind: 'unreadable', reasonCode: 'CARD_UNREADABLE' });
  });

  it('that looks like the next track’s start is told by what comes behind it', () => {
    // This one's check character is `;`.
    const first = '%!?';
    expect(splitWedge(`${first};${track2}`)).toEqual({ track1: '%!?;', track2, track3: '' });
    expect(splitWedge(`${first}${track2}`)).toEqual({ track1: first, track2, track3: '' });
    expect(splitWedge(`${first};`)).toEqual({ track1: '%!?;', track2: '', track3: '' });
  });
});

describe('the report of a magnetic HID reader', () => {
  it('gives the status and data of each track', () => {
    expect(parseMagneticReport(reportOf([track1, track2, '']))).toEqual({
      encodeType: 'iso_aba',
      tracks: [
        { status: 'read', data: track1 },
        { status: 'read', data: track2 },
        { status: 'empty', data: '' },
      ],
    });
    expect(parseMagneticReport(reportOf([track1, track2, ''], [1], 4))).toMatchObject({
      encodeType: 'other',
      tracks: [{ status: 'read' }, { status: 'error', data: '' }, { status: 'empty' }],
    });
  });

  it('may have a report id in front, and nothing else', () => {
    const report = reportOf([track1, track2, '']);
    expect(parseMagneticReport(Buffer.concat([Buffer.of(0), report]))).toEqual(parseMagneticReport(report));
    for (const wrong of [new Uint8Array(), report.subarray(1), Buffer.concat([report, report])]) {
      expect(parseMagneticReport(wrong)).toBeNull();
    }
    const tooLong = Uint8Array.from(report);
    tooLong[3] = 111;
    expect(parseMagneticReport(tooLong)).toBeNull();
  });
});

describe('a swipe', () => {
  it('of a clear reader is refused for payment, and shows a masked number only', () => {
    const refused = { kind: 'refused', reasonCode: 'READER_NOT_ENCRYPTING', maskedPan: '424242******4242' };
    expect(swipeOfReport(reportOf([track1, track2, '']))).toEqual(refused);
    expect(swipeOfReport(reportOf([track1, '', ''], [1]))).toEqual(refused);
    expect(swipeOfWedge(`${track1}${track2}\r`)).toEqual(refused);
    // A payment card at the club's reader, too.
    expect(swipeOfReport(reportOf([track1, track2, '']), 'membership')).toEqual(refused);
    expect(JSON.stringify(swipeOfWedge(`${track1}${track2}`))).not.toContain('424242424242');
  });

  it('of a club’s card gives its number where the reader is for that', () => {
    expect(swipeOfReport(reportOf(['', clubTrack2, '']), 'membership')).toEqual({
      kind: 'membership',
      number: '90210000345',
    });
    expect(swipeOfWedge(clubTrack2, 'membership')).toEqual({ kind: 'membership', number: '90210000345' });
    expect(swipeOfWedge(clubTrack2)).toMatchObject({ kind: 'unreadable' });
  });

  it('that could not be read says so', () => {
    const unreadable = { kind: 'unreadable', reasonCode: 'CARD_UNREADABLE' };
    expect(swipeOfReport(reportOf([track1, track2, ''], [0, 1]))).toEqual(unreadable);
    expect(swipeOfReport(new Uint8Array(3))).toEqual(unreadable);
    for (const typed of ['', 'abc', '%E?;E?', '4242424242424242'])
      expect(swipeOfWedge(typed), typed).toEqual(unreadable);
    expect(splitWedge('%E?;E?')).toEqual({ track1: '%E?', track2: ';E?', track3: '' });
  });
});
