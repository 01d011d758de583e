import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputReports } from './hid-descriptor.ts';
import { HidPosFraming, honeywellLayout, readScanReport, scanLayout, scansFromReports } from './hid-pos.ts';
import { symbologyOf } from './symbology.ts';

const bytes = (hex: string) => Buffer.from(hex.replace(/[^0-9a-f]/g, ''), 'hex');

/** As Honeywell's scanners describe themselves. */
const honeywell = bytes(`
  05 8c 09 02 a1 01
    09 12 a1 02
      85 02 15 00 26 ff 00 75 08 95 01
      05 01 09 3b 81 02
      95 03 05 8c 09 fb 09 fc 09 fd 81 02
      95 38 09 fe 82 02 01
      06 66 ff 95 02 09 04 09 00 81 02
      05 8c 25 01 75 01 95 08 09 ff 81 02
    c0
  c0`);
/** Flags first, then data, then the identifier; no count, no report ids. */
const turnedRound = bytes(`
  05 8c 09 02 a1 01
    15 00 25 01 75 01 95 01 09 ff 81 02
    95 07 81 03
    26 ff 00 75 08 95 10 09 fe 82 02 01
    95 03 19 fb 29 fd 81 02
  c0`);
/** The scan has report 7; report 3 before it is a trigger's, with push and pop and usages of four bytes. */
const severalReports = bytes(`
  05 8c 09 02 a1 01
    85 03 a4 75 08 95 04 0b 61 00 8c 00 81 02 b4
    85 07 15 00 26 ff 00 75 08 95 01 0b 3b 00 01 00 81 02
    95 20 0b fe 00 8c 00 82 02 01
    85 03 75 08 95 01 0b 5b 00 8c 00 91 02
  c0`);

const ascii = (text: string) => Buffer.from(text, 'latin1');
const report = (parts: { identifier?: string; data: Uint8Array; continued?: boolean }) => {
  const whole = Buffer.alloc(64);
  whole.set([2, parts.data.length]);
  whole.set(ascii(parts.identifier ?? ']Q1'), 2);
  whole.set(parts.data, 5);
  whole[63] = parts.continued ? 1 : 0;
  return whole;
};

describe('a report descriptor', () => {
  it('of Honeywell gives the layout that is taken where there is none', () => {
    expect(scanLayout(honeywell)).toEqual(honeywellLayout);
  });

  it('gives any other order, without a count, without report ids', () => {
    expect(scanLayout(turnedRound)).toEqual({
      reportId: 0,
      reportBytes: 20,
      countAt: null,
      identifierAt: [17, 18, 19],
      dataAt: 1,
      dataBytes: 16,
      continuedBit: 0,
    });
    const whole = Buffer.concat([bytes('00'), ascii('6901234567892'), bytes('000000'), ascii(']E0')]);
    expect(scansFromReports([whole], scanLayout(turnedRound) ?? undefined)).toEqual([
      { code: '6901234567892', symbology: ']E0' },
    ]);
  });

  it('of several reports gives the scan’s', () => {
    expect(scanLayout(severalReports)).toMatchObject({
      reportId: 7,
      reportBytes: 34,
      countAt: 1,
      identifierAt: null,
      dataAt: 2,
      dataBytes: 32,
      continuedBit: null,
    });
    expect(inputReports(severalReports)?.bytes).toEqual(
      new Map([
        [3, 5],
        [7, 34],
      ]),
    );
  });

  it('of a keyboard, of half a scanner, or of nothing gives none', () => {
    const keyboard = bytes('05 01 09 06 a1 01 05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02 c0');
    for (const one of [keyboard, Buffer.alloc(0), honeywell.subarray(0, 20), bytes('b4'), bytes('85 00')]) {
      expect(scanLayout(one)).toBeNull();
    }
    expect(scanLayout(Buffer.concat([bytes('fe 02 10 aa bb'), honeywell]))).toEqual(honeywellLayout);
  });

  it('never makes the reader fail or run away, whatever its bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (garbage) => {
        const layout = scanLayout(garbage);
        expect(layout === null || layout.reportBytes <= 8192).toBe(true);
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});

describe('one report', () => {
  it('is read into identifier, data and whether it goes on', () => {
    const whole = report({ identifier: ']E0', data: ascii('6901234567892') });
    expect(readScanReport(whole)).toEqual({
      identifier: ']E0',
      data: new Uint8Array(ascii('6901234567892')),
      continued: false,
    });
    expect(readScanReport(report({ data: ascii('x'), continued: true }))?.continued).toBe(true);
    expect(readScanReport(report({ identifier: '\0\0\0', data: ascii('x') }))?.identifier).toBe('');
  });

  it('that is of another id, too short, or counts more than it holds is none', () => {
    const whole = report({ data: ascii('x') });
    expect(readScanReport(whole.subarray(0, 63))).toBeNull();
    expect(readScanReport(Buffer.from(whole).fill(3, 0, 1))).toBeNull();
    expect(readScanReport(Buffer.from(whole).fill(57, 1, 2))).toBeNull();
  });
});

describe('scans', () => {
  it('of any length are joined from their reports, cut anywhere', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]{1,2048}$/), fc.integer({ min: 1, max: 200 }), (code, size) => {
        const data = ascii(code);
        const reports: Buffer[] = [];
        for (let at = 0; at < data.length; at += 56) {
          reports.push(report({ data: data.subarray(at, at + 56), continued: at + 56 < data.length }));
        }
        const stream = Buffer.concat(reports);
        const framing = new HidPosFraming();
        const seen: string[] = [];
        for (let at = 0; at < stream.length; at += size) {
          seen.push(...framing.push(stream.subarray(at, at + size)).map((scan) => scan.code));
        }
        const bare = code.replace(/^\][A-Za-z][0-9A-Za-z]/, '');
        expect(seen).toEqual(bare === '' ? [] : [bare]);
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it('lose the line end that a scanner sets behind them, and keep GS', () => {
    expect(scansFromReports([report({ identifier: ']C1', data: ascii('0106901234567892\u001d10A\r\n') })])).toEqual([
      { code: '0106901234567892\u001d10A', symbology: ']C1' },
    ]);
  });

  it('longer than a code may be are dropped whole, and counted; the next is good', () => {
    const framing = new HidPosFraming();
    const long = Array.from({ length: 37 }, (_one, at) => report({ data: Buffer.alloc(56, 0x39), continued: at < 36 }));
    expect(long.flatMap((one) => framing.pushReport(one, 0))).toEqual([]);
    expect(framing.discarded).toBe(1);
    expect(framing.pushReport(report({ data: ascii('1') }), 0)).toEqual([{ code: '1', symbology: ']Q1' }]);
  });

  it('that are continued and do not go on in time are given up', () => {
    const framing = new HidPosFraming();
    framing.pushReport(report({ data: ascii('first'), continued: true }), 1_000);
    expect(framing.pushReport(report({ data: ascii('second') }), 1_501)).toEqual([
      { code: 'second', symbology: ']Q1' },
    ]);
    expect(framing.discarded).toBe(1);
    framing.pushReport(report({ data: ascii('a'), continued: true }), 2_000);
    expect(framing.pushReport(report({ data: ascii('b') }), 2_500)).toEqual([{ code: 'ab', symbology: ']Q1' }]);
  });

  it('of another kind do not go on with one that was cut off', () => {
    const framing = new HidPosFraming();
    framing.pushReport(report({ data: ascii('half'), continued: true }), 0);
    expect(framing.pushReport(report({ identifier: ']E4', data: ascii('12345670') }), 10)).toEqual([
      { code: '12345670', symbology: ']E4' },
    ]);
    expect(framing.discarded).toBe(1);
  });

  it('go on where only the first report says what they are, and in the middle of a Chinese character', () => {
    const framing = new HidPosFraming();
    const data = Buffer.from(`${'x'.repeat(55)}最佳`, 'utf8');
    expect(framing.pushReport(report({ data: data.subarray(0, 56), continued: true }), 0)).toEqual([]);
    expect(framing.pushReport(report({ identifier: '\0\0\0', data: data.subarray(56) }), 10)).toEqual([
      { code: `${'x'.repeat(55)}最佳`, symbology: ']Q1' },
    ]);
    expect(framing.discarded).toBe(0);
  });

  it('that are not printable are dropped and counted', () => {
    const framing = new HidPosFraming();
    expect(framing.pushReport(report({ data: bytes('31 00 32') }), 0)).toEqual([]);
    expect(framing.pushReport(report({ data: Buffer.alloc(0) }), 0)).toEqual([]);
    expect(framing.discarded).toBe(2);
  });
});

it('an AIM identifier names the kind of code', () => {
  const known = {
    ']E0': 'ean-13',
    ']E4': 'ean-8',
    ']E1': 'ean-add-on',
    ']C0': 'code-128',
    ']C1': 'gs1-128',
    ']A0': 'code-39',
    ']I1': 'itf',
    ']e0': 'gs1-databar',
    ']Q1': 'qr',
    ']Q3': 'gs1-qr',
    ']d1': 'data-matrix',
    ']d2': 'gs1-data-matrix',
    ']L0': 'pdf417',
    ']X0': 'other',
    '': null,
    E0: null,
  };
  for (const [identifier, name] of Object.entries(known)) expect(symbologyOf(identifier)).toBe(name);
});
