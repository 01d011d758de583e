import { FakeClock, SeededRandom, silentLog } from '@qiantai/foundation';
import { describe, expect, it } from 'vitest';
import { parseDeviceAddress } from '../transport/address.ts';
import { TestTransport } from '../transport/test-transport.ts';
import { CardReader } from './card-reader.ts';
import { MagneticReader } from './magnetic-reader.ts';
import { makeReader, readerPorts } from './make-reader.ts';
import { IntegratedTerminal } from './pos-integrado/integrated-terminal.ts';

const driverOf = (address: string) =>
  makeReader(parseDeviceAddress(address).kind, {
    transport: new TestTransport(),
    clock: new FakeClock(),
    nowMs: () => 0,
    random: new SeededRandom('reader'),
    log: silentLog,
    use: 'payment',
    onEvent: () => undefined,
    onMember: () => undefined,
    onState: () => undefined,
  });

describe('a reader', () => {
  it('has the driver that its address says', () => {
    expect(driverOf('serial:/dev/ttyUSB0')).toBeInstanceOf(CardReader);
    expect(driverOf('hid:801:2')).toBeInstanceOf(MagneticReader);
    expect(driverOf('hid-tcp:localhost:9000')).toBeInstanceOf(MagneticReader);
    expect(driverOf('serial-b:/dev/ttyUSB0')).toBeInstanceOf(IntegratedTerminal);
  });

  it('takes card payments unless it authorises them itself', () => {
    const reader = driverOf('serial:/dev/ttyUSB0');
    expect(readerPorts(reader)).toEqual({ reader, terminal: null });
    const terminal = driverOf('serial-b:/dev/ttyUSB0');
    expect(readerPorts(terminal)).toEqual({ reader: null, terminal });
    expect(readerPorts(null)).toEqual({ reader: null, terminal: null });
  });
});
