import { FakeClock } from '@qiantai/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testDriver } from '../test-driver.ts';
import { addressText, parseDeviceAddress } from '../transport/address.ts';
import { TestTransport } from '../transport/test-transport.ts';
import { HidPosFraming } from './hid-pos.ts';
import { Scanner } from './scanner.ts';
import { presetSerialScan, SerialScanFraming, type SerialScanSettings } from './serial-framing.ts';

const ascii = (text: string) => Buffer.from(text, 'latin1');

function report(identifier: string, data: string, continued = false): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.set([0x02, data.length]);
  bytes.set(ascii(identifier), 2);
  bytes.set(ascii(data), 5);
  bytes[63] = continued ? 1 : 0;
  return bytes;
}

describe('serial scans', () => {
  it('are the same however the bytes come in', () => {
    const stream = ascii(']E06901234567892\r\n]Q1https://a.b/?c=1\r134567890123456789\r');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), (size) => {
        const framing = new SerialScanFraming();
        const codes: string[] = [];
        for (let at = 0; at < stream.length; at += size) {
          codes.push(...framing.push(stream.subarray(at, at + size)).map((scan) => scan.code));
        }
        expect(codes).toEqual(['6901234567892', 'https://a.b/?c=1', '134567890123456789']);
      }),
    );
  });

  it('that are too long, not printable or empty are dropped and counted; the next is good', () => {
    const framing = new SerialScanFraming();
    expect(framing.push(ascii(`${'9'.repeat(3000)}\r`))).toEqual([]);
    expect(framing.push(Buffer.from([0x31, 0x80, 0x32, 0x0d]))).toEqual([]);
    expect(framing.push(ascii(']E0\r\r\r'))).toEqual([]);
    expect(framing.discarded).toBe(3);
    expect(framing.push(ascii('1234567\r'))).toEqual([{ code: '1234567', symbology: '' }]);
  });
});

it('text beyond ASCII is read as UTF-8, such as a merchant’s Chinese name, and never half', () => {
  const framing = new SerialScanFraming();
  const bytes = Buffer.from(']Q164200002ZH0104最佳运输\r', 'utf8');
  expect([...bytes].flatMap((byte) => framing.push(Uint8Array.of(byte)))).toEqual([
    { code: '64200002ZH0104最佳运输', symbology: ']Q1' },
  ]);
  expect(framing.push(Buffer.concat([bytes.subarray(0, -2), Buffer.from('\r')]))).toEqual([]);
  expect(framing.push(Buffer.from('\u0085\r', 'utf8'))).toEqual([]);
  expect(framing.discarded).toBe(2);
});

describe('how a serial scanner is set', () => {
  const scanned = (settings: Partial<SerialScanSettings>, bytes: string) => {
    const framing = new SerialScanFraming({ ...presetSerialScan, ...settings });
    return framing.push(ascii(bytes)).map(({ code }) => code);
  };

  it('decides what ends a scan', () => {
    expect(scanned({ end: 'tab' }, '123\t456\t')).toEqual(['123', '456']);
    expect(scanned({ end: 'cr' }, '123\r\n456\r')).toEqual(['123']);
    expect(scanned({ end: 'lf' }, '123\r\n456\r\n')).toEqual(['123', '456']);
    expect(scanned({ end: 'etx', prefix: '\u0002' }, '\u0002123\u0003')).toEqual(['123']);
    expect(scanned({ end: 'quiet' }, '123\r')).toEqual([]);
  });

  it('names a prefix and a suffix, taken off where they are', () => {
    const settings = { prefix: '%%', suffix: '##' };
    expect(scanned(settings, '%%]E06901234567892##\r6901234567892\r%%##\r')).toEqual([
      '6901234567892',
      '6901234567892',
    ]);
  });
});

describe('HID POS reports', () => {
  it('are joined where they continue, in any fragments', () => {
    const stream = Buffer.concat([
      report(']Q1', 'x'.repeat(56), true),
      report(']Q1', 'yz'),
      report(']E0', '6901234567892'),
    ]);
    const framing = new HidPosFraming();
    const scans = [...stream].flatMap((byte) => framing.push(Uint8Array.of(byte)));
    expect(scans).toEqual([
      { code: `${'x'.repeat(56)}yz`, symbology: ']Q1' },
      { code: '6901234567892', symbology: ']E0' },
    ]);
  });

  it('that are none are skipped up to the next', () => {
    const framing = new HidPosFraming();
    const bad = Buffer.alloc(64, 0xff);
    expect(framing.push(Buffer.concat([bad, report(']E4', '12345670')]))).toEqual([
      { code: '12345670', symbology: ']E4' },
    ]);
    expect(framing.discarded).toBe(1);
  });
});

it('a scanner that is pulled out comes back by itself, and half a scan is forgotten', async () => {
  const clock = new FakeClock();
  const transport = new TestTransport();
  const codes: string[] = [];
  const scanner = new Scanner({
    ...testDriver(clock, transport),
    framing: 'serial',
    onScan: (code) => codes.push(code),
  });
  scanner.start();
  expect(scanner.health).toMatchObject({ detail: '', counters: { framesIn: 0 } });
  await clock.advance(10);
  transport.say(ascii('690123'));
  transport.unplug();
  expect(scanner.state.state).toBe('disconnected');
  await clock.advance(5_000);
  transport.plug();
  await clock.advance(1_100);
  expect(scanner.state.state).toBe('connected');
  transport.say(ascii('6920459989463\r'));
  expect(codes).toEqual(['6920459989463']);
  expect(scanner.health).toMatchObject({ detail: '6920459989463', counters: { framesIn: 1, reconnects: 1 } });
  transport.say(ascii('134567890123456789\r'));
  expect(scanner.health.detail).toBe('13…6789');
  await scanner.stop();
});

it('a scanner that sends no end is read by its silence', async () => {
  const clock = new FakeClock();
  const transport = new TestTransport();
  const codes: string[] = [];
  const scanner = new Scanner({
    ...testDriver(clock, transport),
    framing: 'serial',
    serial: { end: 'quiet', prefix: '', suffix: '' },
    onScan: (code) => codes.push(code),
  });
  scanner.start();
  await clock.advance(10);
  transport.say(ascii('690123'));
  await clock.advance(90);
  transport.say(ascii('4567892'));
  expect(codes).toEqual([]);
  await clock.advance(100);
  expect(codes).toEqual(['6901234567892']);
  await scanner.stop();
});

it('a HID scanner is read by its own descriptor, one report each time', async () => {
  const clock = new FakeClock();
  const transport = new TestTransport();
  // Report id 4: three characters of identifier, 8 of data, no count; then vendor reports of another id.
  transport.descriptor = Buffer.from(
    '058c0902a1010912a10285041500 26ff00 7508 9503 09fb09fc09fd 8102 9508 09fe 820201 c0c0'.replaceAll(' ', ''),
    'hex',
  );
  const codes: string[] = [];
  const scanner = new Scanner({
    ...testDriver(clock, transport),
    framing: 'hid_pos',
    onScan: (code) => codes.push(code),
  });
  scanner.start();
  await clock.advance(10);
  transport.say(Buffer.concat([Buffer.from([4]), ascii(']E4'), ascii('12345670')]));
  transport.say(Buffer.from([9, 1, 2, 3]));
  transport.say(Buffer.concat([Buffer.from([4]), ascii(']E4'), ascii('999\0\0\0\0\0')]));
  expect(codes).toEqual(['12345670', '999']);
  expect(scanner.health.counters).toMatchObject({ framesIn: 2, discarded: 0 });
  await scanner.stop();
});

it('device addresses are read strictly', () => {
  expect(parseDeviceAddress('none')).toEqual({ kind: 'none' });
  expect(parseDeviceAddress('serial:/dev/ttyUSB0')).toEqual({ kind: 'serial', path: '/dev/ttyUSB0' });
  const ids = { vendorId: 0x0c2e, productId: 0x0b6a };
  expect(parseDeviceAddress('hid:0C2E:0B6A')).toEqual({ kind: 'hid', ...ids, serialNumber: '' });
  expect(parseDeviceAddress('usb-serial:c2e:b6a:A:1')).toEqual({ kind: 'usb-serial', ...ids, serialNumber: 'A:1' });
  for (const text of ['none', 'serial:/dev/ttyUSB0', 'hid:0c2e:0b6a', 'usb-serial:0c2e:0b6a:A1', 'hid-tcp:h:1']) {
    expect(addressText(parseDeviceAddress(text))).toBe(text);
  }
  expect(parseDeviceAddress('hid-tcp:127.0.0.1:7001')).toEqual({ kind: 'hid-tcp', host: '127.0.0.1', port: 7001 });
  for (const bad of ['usb', 'serial:', 'hid:1', 'hid-tcp:x:99999']) {
    expect(() => parseDeviceAddress(bad)).toThrow(expect.objectContaining({ code: 'DEVICE_BAD_ADDRESS' }));
  }
});
