import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSettings } from './config.ts';

const folder = mkdtempSync(join(tmpdir(), 'config-'));
afterAll(() => rmSync(folder, { recursive: true }));

function settingsOf(value: unknown) {
  const file = join(folder, 'devices.json');
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return readSettings({ HARDWARE_SIMS_CONFIG: file });
}

const scanner = { id: 's', kind: 'scanner', interface: 'serial', link: '/tmp/s' };

describe('settings', () => {
  it('give one till without a file', () => {
    const { devices, panelPort, seed } = readSettings({});
    expect(devices.devices.map(({ id }) => id)).toEqual([
      'till-1-scanner',
      'till-1-reader',
      'till-1-printer',
      'till-1-speaker',
      'till-1-scale',
      'till-1-pole',
    ]);
    expect([panelPort, seed]).toEqual([8070, '1']);
  });

  it('take every kind of device', () => {
    const mqtt = {
      id: 'm',
      kind: 'speaker',
      interface: 'mqtt',
      broker: 'mqtt://127.0.0.1:1883',
      productKey: 'p',
      deviceName: 'd',
      secret: 's',
    };
    const { devices } = settingsOf({
      devices: [
        scanner,
        { id: 'h', kind: 'scanner', interface: 'hid-tcp', port: 0, faults: { garble: 0.1 } },
        {
          id: 'r',
          kind: 'reader',
          interface: 'serial',
          link: '/tmp/r',
          initialKeySerialNumberHex: 'FFFF9876543210E00000',
        },
        mqtt,
      ],
    });
    expect(devices.devices).toMatchObject([
      {},
      { faults: { garble: 0.1 } },
      { bdkHex: expect.any(String) },
      { playMs: 800 },
    ]);
  });

  it.each([
    ['no JSON', '{'],
    ['no devices', {}],
    ['an id twice', { devices: [scanner, scanner] }],
    ['a kind that is none', { devices: [{ ...scanner, kind: 'toaster' }] }],
    ['a member too many', { devices: [{ ...scanner, colour: 'red' }] }],
    ['a key too short', { devices: [{ ...scanner, kind: 'reader', bdkHex: '00' }] }],
  ])('refuse %s', (_what, value) => {
    expect(() => settingsOf(value)).toThrow(expect.objectContaining({ code: 'CONFIG_UNREADABLE' }));
  });

  it('name the variable that is wrong', () => {
    expect(() => readSettings({ PANEL_PORT: 'many' })).toThrow(/PANEL_PORT/);
  });
});
