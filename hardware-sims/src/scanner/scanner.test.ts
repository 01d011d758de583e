import { FakeClock, SeededRandom } from '@qiantai/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bareDevice, thrownCode } from '../device/device.fixture.ts';
import { hidReports, serialFrame } from './frames.ts';
import { createHidScanner } from './hid-scanner.ts';
import { Scanner } from './scanner.ts';
import { gtinCheckDigit, symbologyOf } from './symbology.ts';

const printable = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 1,
  maxLength: 2048,
});

describe('a scanned code as bytes', () => {
  it('goes over a serial line with its AIM identifier and a carriage return', () => {
    expect(Buffer.from(serialFrame('6901234567892', 'ean-13')).toString()).toBe(']E06901234567892\r');
    expect(Buffer.from(serialFrame('96385074', 'ean-8')).toString()).toBe(']E496385074\r');
  });

  it('goes over HID in one report of 64 bytes', () => {
    const [report, more] = hidReports('6901234567892', 'ean-13');
    expect(more).toBeUndefined();
    expect(Buffer.from(report ?? []).toString('hex')).toBe(
      `020d${Buffer.from(']E06901234567892').toString('hex')}${'00'.repeat(46)}`,
    );
  });

  it('is continued over reports, and is whole again when they are joined', () => {
    fc.assert(
      fc.property(printable, (code) => {
        const reports = hidReports(code, 'qr');
        const joined = reports
          .map((report) => Buffer.from(report.subarray(5, 5 + (report[1] ?? 0))).toString())
          .join('');
        expect(joined).toBe(code);
        expect(reports.every((report) => report.length === 64 && report[0] === 2)).toBe(true);
        expect(reports.map((report) => (report[63] ?? 0) & 1)).toEqual(
          reports.map((_, n) => (n < reports.length - 1 ? 1 : 0)),
        );
      }),
    );
  });
});

describe('the kind of barcode', () => {
  it('is guessed from the code', () => {
    expect(symbologyOf('6901234567892')).toBe('ean-13');
    expect(symbologyOf('96385074')).toBe('ean-8');
    expect(symbologyOf('6901234567893')).toBe('code-128');
    expect(symbologyOf('134567890123456789')).toBe('code-128');
    expect(symbologyOf('x'.repeat(60))).toBe('qr');
    expect(gtinCheckDigit('690123456789')).toBe(2);
  });

  it('refuses what it cannot hold', () => {
    expect(thrownCode(() => symbologyOf('6901234567893', 'ean-13'))).toBe('CODE_NOT_ENCODABLE');
    expect(thrownCode(() => symbologyOf('1234', 'ean-8'))).toBe('CODE_NOT_ENCODABLE');
    expect(thrownCode(() => symbologyOf('微信', 'qr'))).toBe('CODE_NOT_ENCODABLE');
    expect(thrownCode(() => symbologyOf('a\r'))).toBe('CODE_NOT_ENCODABLE');
  });
});

describe('a scanner', () => {
  it('sends what it is pointed at, as often as the trigger is pulled', () => {
    const { device, takeSent } = bareDevice((ports) => new Scanner(ports, { framing: 'serial' }));
    expect(device.hand('scan', { code: '96385074', times: 2 })).toEqual({
      code: '96385074',
      symbology: 'ean-8',
      times: 2,
    });
    expect(Buffer.from(takeSent()).toString()).toBe(']E496385074\r]E496385074\r');
    expect(device.snapshot()).toMatchObject({ scanCount: 2, recent: [{ code: '96385074' }] });
  });

  it('says so when nobody is there, and when the input is wrong', () => {
    const { device, sent } = bareDevice((ports) => new Scanner(ports, { framing: 'serial' }));
    expect(thrownCode(() => device.hand('scan', {}))).toBe('HAND_BAD_INPUT');
    expect(thrownCode(() => device.hand('scan', { code: '1', more: 1 }))).toBe('HAND_BAD_INPUT');
    device.peerLeft();
    expect(thrownCode(() => device.hand('scan', { code: '96385074' }))).toBe('DEVICE_NO_PEER');
    expect(sent).toEqual([]);
  });

  it('stands in for an HID device inside the process', async () => {
    const scanner = await createHidScanner({ clock: new FakeClock(), random: new SeededRandom(1) });
    await expect(scanner.hand('scan', { code: '96385074' })).rejects.toMatchObject({ code: 'DEVICE_NO_PEER' });
    const hid = scanner.open();
    const reports: Buffer[] = [];
    const errors: Error[] = [];
    hid.on('data', (report: Buffer) => reports.push(report)).on('error', (error: Error) => errors.push(error));
    await scanner.hand('scan', { code: 'x'.repeat(100) });
    expect(reports.map((report) => report.length)).toEqual([64, 64]);
    await scanner.hand('unplug');
    expect(errors).toHaveLength(1);
    await expect(scanner.hand('scan', { code: '96385074' })).rejects.toMatchObject({ code: 'DEVICE_UNPLUGGED' });
  });
});
