import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock, SeededRandom, silentLog } from '@qiantai/foundation';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FoundDevice } from './discovery/discovery.ts';
import { PrintQueueFile } from './printer/print-queue.ts';
import { DeviceRack } from './rack.ts';
import { type DeviceRole, deviceRoles, type RoleSettings, roleSettings } from './settings/device-settings.ts';
import { DeviceSettingsFile } from './settings/settings-file.ts';

let folder: string;
let clock: FakeClock;
let lookedFor: number;
const racks: DeviceRack[] = [];
let scanned: string[];

function presets(set: Partial<Record<DeviceRole, string>> = {}): RoleSettings {
  const all = deviceRoles.map((role) => [role, roleSettings(role, { address: set[role] ?? 'none', options: {} })]);
  return Object.fromEntries(all) as unknown as RoleSettings;
}

function newRack(set: Partial<Record<DeviceRole, string>> = {}): DeviceRack {
  const rack = new DeviceRack({
    presets: presets(set),
    store: new DeviceSettingsFile(folder),
    queue: new PrintQueueFile(folder),
    findDevices: (): Promise<FoundDevice[]> => {
      lookedFor += 1;
      return Promise.resolve([]);
    },
    clock,
    nowMs: () => clock.nowMs(),
    random: new SeededRandom(1),
    log: silentLog,
  });
  racks.push(rack);
  rack.start({ onScan: (code) => scanned.push(code), onReader: () => undefined, onState: () => undefined });
  return rack;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rack-'));
  clock = new FakeClock();
  lookedFor = 0;
  scanned = [];
});
afterEach(async () => {
  await Promise.all(racks.splice(0).map((rack) => rack.stop()));
  rmSync(folder, { recursive: true });
});

const stateOf = (rack: DeviceRack, kind: string) => rack.states().find((state) => state.kind === kind)?.state;

describe('the devices of a till', () => {
  it('are those of the process’s settings, until a person sets others up, which last', async () => {
    const rack = newRack({ printer: 'serial:/nowhere/printer' });
    expect(stateOf(rack, 'printer')).toBe('disconnected');
    expect(stateOf(rack, 'drawer')).toBe('disconnected');
    expect(stateOf(rack, 'scale')).toBe('absent');
    expect(rack.health('printer')).toMatchObject({ address: 'serial:/nowhere/printer', options: { columns: 48 } });
    const given = { address: 'serial:/nowhere/narrow', options: { columns: 32, cut: 'partial' } };
    expect(await rack.setUp('printer', given)).toBeNull();
    expect(await rack.setUp('scale', { address: 'serial:/nowhere/scale', options: {} })).toBeNull();
    const after = newRack({ printer: 'serial:/nowhere/printer' });
    for (const one of [rack, after]) {
      expect(one.health('printer')).toMatchObject({ address: 'serial:/nowhere/narrow', options: { columns: 32 } });
      expect(one.printer?.paper).toMatchObject({ columns: 32, cut: 'partial' });
      expect(stateOf(one, 'scale')).toBe('disconnected');
    }
    expect(await after.setUp('printer', { address: 'none', options: {} })).toBeNull();
    expect(stateOf(after, 'printer')).toBe('absent');
    expect(stateOf(after, 'drawer')).toBe('absent');
  });

  it('keep what waits for the printer when the printer is another one', async () => {
    const rack = newRack({ printer: 'serial:/nowhere/a' });
    rack.printer?.print(Buffer.from('receipt\n'));
    expect(await rack.setUp('printer', { address: 'serial:/nowhere/b', options: {} })).toBeNull();
    expect(rack.health('printer')).toMatchObject({ address: 'serial:/nowhere/b', waiting: 1 });
  });

  it('refuse what cannot be set, and a line that another device has', async () => {
    const rack = newRack({ scanner: 'serial:/nowhere/a' });
    const bad: Array<[DeviceRole, string, Record<string, string | number | boolean>]> = [
      ['printer', 'usb', {}],
      ['printer', 'serial:/nowhere/p', { columns: 40 }],
      ['printer', 'serial:/nowhere/p', { wings: 2 }],
      ['speaker', 'serial:/nowhere/s', { volume: 101 }],
      ['pole', 'serial:/nowhere/d', { charset: 'klingon' }],
      ['scanner', 'serial:/nowhere/a', { end: 'never' }],
      // Nothing but a speaker stands behind a broker, and that by its topic, which has no wildcard.
      ['printer', 'mqtt:127.0.0.1:1', {}],
      ['speaker', 'mqtt:127.0.0.1:1', {}],
      ['speaker', 'mqtt:127.0.0.1:1', { topic: '/sys/+/thing' }],
      ['speaker', 'mqtt:127.0.0.1:1', { topic: '/sys/pk/dn/thing/' }],
      ['speaker', 'mqtt:127.0.0.1:99999', { topic: '/sys/pk/dn/thing' }],
    ];
    for (const [role, address, options] of bad) {
      expect(await rack.setUp(role, { address, options })).toBe('DEVICE_BAD_SETTING');
    }
    expect(await rack.setUp('scale', { address: 'serial:/nowhere/a', options: {} })).toBe('DEVICE_IN_USE');
    expect(await rack.setUp('scanner', { address: 'serial:/nowhere/a', options: { end: 'tab' } })).toBeNull();
    expect(await rack.setUp('scale', { address: 'none', options: {} })).toBeNull();
  });

  it('that cannot be read from their file stop the till with the file’s name', async () => {
    writeFileSync(join(folder, 'devices.json'), '{"printer": {"address": "nonsense"}}');
    expect(() => newRack()).toThrow(expect.objectContaining({ code: 'DEVICE_BAD_SETTINGS' }));
    writeFileSync(join(folder, 'devices.json'), '{');
    expect(() => newRack()).toThrow(expect.objectContaining({ code: 'DEVICE_BAD_SETTINGS' }));
  });

  it('are written as they are read', async () => {
    const rack = newRack();
    await rack.setUp('scanner', { address: 'hid:0C2E:0B6A', options: { prefix: '\u0002', end: 'etx' } });
    const written = JSON.parse(readFileSync(join(folder, 'devices.json'), 'utf8'));
    expect(written).toEqual({
      scanner: { address: 'hid:0c2e:0b6a', baudRate: 9600, end: 'etx', prefix: '\u0002', suffix: '' },
    });
    expect(new DeviceSettingsFile(folder).load().scanner).toMatchObject({ address: { kind: 'hid', vendorId: 0x0c2e } });
  });

  it('keep a broker’s password to themselves, and tell it to no other broker', async () => {
    const rack = newRack();
    const address = 'mqtt:127.0.0.1:1';
    const options = { topic: '/sys/pk/dn/thing', clientId: 'till-1', user: 'till', volume: 40 };
    const passwordNow = () => new DeviceSettingsFile(folder).load().speaker?.password;
    expect(await rack.setUp('speaker', { address, options: { ...options, password: 'secret' } })).toBeNull();
    expect(passwordNow()).toBe('secret');
    expect(statSync(join(folder, 'devices.json')).mode & 0o077).toBe(0);
    const health = rack.health('speaker');
    expect(health).toMatchObject({ address, options });
    expect(JSON.stringify(health)).not.toContain('secret');
    // As the screen sends it when the field was left empty.
    expect(await rack.setUp('speaker', { address, options: { ...options, volume: 60 } })).toBeNull();
    expect(passwordNow()).toBe('secret');
    for (const [other, changed] of [
      ['mqtt:127.0.0.2:1', options],
      [address, { ...options, user: 'another' }],
    ] as const) {
      await rack.setUp('speaker', { address, options: { ...options, password: 'secret' } });
      expect(await rack.setUp('speaker', { address: other, options: changed })).toBeNull();
      expect(passwordNow()).toBe('');
    }
  });

  it('are looked for at most once a second, however often one asks', async () => {
    const rack = newRack();
    await Promise.all([rack.find(), rack.find()]);
    await clock.advance(999);
    await rack.find();
    expect(lookedFor).toBe(1);
    await clock.advance(1);
    await rack.find();
    expect(lookedFor).toBe(2);
  });

  it('that are not there are not tried', async () => {
    const rack = newRack({ printer: 'serial:/nowhere/printer' });
    expect(await rack.test('scale', { tillName: '' })).toEqual({ kind: 'refused', code: 'DEVICE_NOT_SET_UP' });
    for (const kind of ['printer', 'drawer'] as const) {
      expect(await rack.test(kind, { tillName: '' })).toEqual({ kind: 'refused', code: 'DEVICE_NOT_CONNECTED' });
    }
  });
});

it('a scanner’s test shows the next code and sells nothing; the one after is a scan again', async () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const rack = newRack({ scanner: `hid-tcp:127.0.0.1:${(server.address() as AddressInfo).port}` });
  try {
    await vi.waitFor(() => expect(stateOf(rack, 'scanner')).toBe('connected'));
    const read = async (code: string) => {
      const report = Buffer.alloc(64);
      report.set([2, code.length, ...Buffer.from(`]E0${code}`)]);
      sockets[0]?.write(report);
      await vi.waitFor(() => expect(rack.health('scanner').detail).toContain(code));
    };
    await read('6901234567892');
    expect(await rack.test('scanner', { tillName: '' })).toEqual({ kind: 'done' });
    await read('6920459989463');
    await read('6901234567893');
    expect(scanned).toEqual(['6901234567892', '6901234567893']);
    await rack.test('scanner', { tillName: '' });
    await clock.advance(15_000);
    await read('6901234567894');
    expect(scanned.at(-1)).toBe('6901234567894');
    expect(rack.counters().scanner).toMatchObject({ framesIn: 4, bytesIn: 256 });
  } finally {
    await rack.stop();
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});
