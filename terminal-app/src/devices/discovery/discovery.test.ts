import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '@qiantai/foundation';
import { describe, expect, it } from 'vitest';
import { parseDeviceAddress } from '../transport/address.ts';
import { pathAmong } from '../transport/serial-path.ts';
import { found } from './discovery.ts';
import { findDevices } from './lists.ts';

const none = { serial: [], hid: [], paths: [] };

describe('what is plugged in', () => {
  it('is named by its maker, with a guess at what it is for', () => {
    const hid = [
      { vendorId: 0x0c2e, productId: 0x0b6a, product: '1900', usagePage: 0x8c },
      { vendorId: 0x9999, productId: 1, manufacturer: 'Nobody', product: 'Gun', usagePage: 0x8c, serialNumber: 'A7' },
      { vendorId: 0x0801, productId: 2, usagePage: 0xff00, serialNumber: 'with space' },
    ];
    expect(found({ ...none, hid })).toEqual([
      { address: 'hid:0c2e:0b6a', name: 'Honeywell 1900', roles: ['scanner'] },
      { address: 'hid:9999:0001:A7', name: 'Nobody Gun', roles: ['scanner'] },
      { address: 'hid:0801:0002', name: 'MagTek', roles: ['reader'] },
    ]);
  });

  it('is a line by its adapter, and by its path where it has none', () => {
    const serial = [
      { path: '/dev/ttyUSB0', vendorId: '1a86', productId: '7523', serialNumber: undefined },
      { path: '/dev/ttyUSB1', vendorId: '04B8', productId: '0202', serialNumber: 'X1' },
      { path: '/dev/ttyS0' },
    ];
    expect(found({ ...none, serial })).toEqual([
      { address: 'usb-serial:1a86:7523', name: 'WCH (serial adapter) /dev/ttyUSB0', roles: [] },
      { address: 'usb-serial:04b8:0202:X1', name: 'Epson /dev/ttyUSB1', roles: ['printer', 'pole'] },
      { address: 'serial:/dev/ttyS0', name: '/dev/ttyS0', roles: [] },
    ]);
  });

  it('leaves out keyboards and mice, and what is listed twice, and is bounded', () => {
    const hid = [{ vendorId: 1, productId: 1, usagePage: 1 }];
    expect(found({ ...none, hid, paths: ['/a/till-1-scale', '/a/till-1-scale'] })).toEqual([
      { address: 'serial:/a/till-1-scale', name: 'till-1-scale', roles: ['scale'] },
    ]);
    expect(found({ ...none, paths: Array.from({ length: 500 }, (_one, at) => `/dev/x${at}`) })).toHaveLength(100);
  });

  it('has addresses that can be set', () => {
    const all = found({
      serial: [{ path: '/dev/ttyUSB1', vendorId: '04B8', productId: '0202', serialNumber: 'X:1' }],
      hid: [{ vendorId: 5, productId: 6, serialNumber: 'é' }],
      paths: ['/dev/x'],
    });
    expect(all.map(({ address }) => parseDeviceAddress(address).kind)).toEqual(['hid', 'usb-serial', 'serial']);
  });
});

it('lines at given paths and in given folders are found; what is not there is passed over', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lines-'));
  mkdirSync(join(folder, 'rack'));
  writeFileSync(join(folder, 'rack', 'till-1-printer'), '');
  writeFileSync(join(folder, 'my-scale'), '');
  try {
    const given = [join(folder, 'rack'), join(folder, 'my-scale'), join(folder, 'gone')];
    const names = (await findDevices(given, silentLog)).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['till-1-printer', 'my-scale']));
    expect(names).not.toContain('gone');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('an adapter is found at whatever path it has now', () => {
  const wanted = { vendorId: 0x1a86, productId: 0x7523, serialNumber: '' };
  const ports = [
    { path: '/dev/ttyS0' },
    { path: '/dev/ttyUSB3', vendorId: '1A86', productId: '7523', serialNumber: 'B' },
    { path: '/dev/ttyUSB4', vendorId: '1a86', productId: '7523', serialNumber: 'C' },
  ];
  expect(pathAmong(ports, wanted)).toBe('/dev/ttyUSB3');
  expect(pathAmong(ports, { ...wanted, serialNumber: 'C' })).toBe('/dev/ttyUSB4');
  expect(pathAmong(ports, { ...wanted, serialNumber: 'D' })).toBeNull();
});
