import { unreachable } from '@qiantai/foundation';
import { tillError } from '../../errors.ts';
import { type HidAddress, HidTransport } from './hid.ts';
import { HidTcpTransport } from './hid-tcp.ts';
import type { Transport } from './port.ts';
import { type SerialMode, SerialTransport } from './serial.ts';
import { serialPathOf } from './serial-path.ts';

export type DeviceAddress =
  | { kind: 'none' }
  | { kind: 'serial'; path: string }
  /** A payment terminal that authorises itself, over POS Integrado (docs/protocols/pos-integrado.md). */
  | { kind: 'serial-b'; path: string }
  /** A serial line behind a USB adapter, whatever path it has after it was plugged in again. */
  | ({ kind: 'usb-serial' } & HidAddress)
  | ({ kind: 'hid' } & HidAddress)
  | { kind: 'hid-tcp'; host: string; port: number };

/**
 * Reads `none`, `serial:PATH`, `usb-serial:VID:PID[:SERIAL]`, `hid:VID:PID[:SERIAL]` (hexadecimal) or
 * `hid-tcp:HOST:PORT`, for a reader `serial-b:PATH` too.
 * @throws CodedError DEVICE_BAD_ADDRESS
 */
export function parseDeviceAddress(text: string): DeviceAddress {
  if (text === 'none' || text === '') return { kind: 'none' };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no path has them.
  const serial = /^serial:([^\x00-\x1f]{1,250})$/.exec(text);
  if (serial?.[1]) return { kind: 'serial', path: serial[1] };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no path has them.
  const terminal = /^serial-b:([^\x00-\x1f]{1,250})$/.exec(text);
  if (terminal?.[1]) return { kind: 'serial-b', path: terminal[1] };
  const usb = /^(hid|usb-serial):([0-9A-Fa-f]{1,4}):([0-9A-Fa-f]{1,4})(?::([\x21-\x7e]{1,64}))?$/.exec(text);
  if (usb?.[1] && usb[2] && usb[3]) {
    return {
      kind: usb[1] as 'hid' | 'usb-serial',
      vendorId: Number.parseInt(usb[2], 16),
      productId: Number.parseInt(usb[3], 16),
      serialNumber: usb[4] ?? '',
    };
  }
  const tcp = /^hid-tcp:([^:]+):([0-9]{1,5})$/.exec(text);
  if (tcp?.[1] && Number(tcp[2]) <= 65_535) return { kind: 'hid-tcp', host: tcp[1], port: Number(tcp[2]) };
  throw tillError('DEVICE_BAD_ADDRESS', {
    text: text.slice(0, 100),
    why: 'write none, serial:PATH, serial-b:PATH, usb-serial:VID:PID, hid:VID:PID or hid-tcp:HOST:PORT',
  });
}

/** As it is written in settings. */
export function addressText(address: DeviceAddress): string {
  switch (address.kind) {
    case 'none':
      return 'none';
    case 'serial':
    case 'serial-b':
      return `${address.kind}:${address.path}`;
    case 'hid-tcp':
      return `hid-tcp:${address.host}:${address.port}`;
    case 'usb-serial':
    case 'hid': {
      const hex = (value: number) => value.toString(16).padStart(4, '0');
      const serial = address.serialNumber ? `:${address.serialNumber}` : '';
      return `${address.kind}:${hex(address.vendorId)}:${hex(address.productId)}${serial}`;
    }
    default:
      return unreachable(address);
  }
}

/** The transport of an address; null for a device that the till does not have. */
export function transportFor(address: DeviceAddress, mode: SerialMode): Transport | null {
  const text = addressText(address);
  switch (address.kind) {
    case 'none':
      return null;
    case 'serial':
    case 'serial-b':
      return new SerialTransport({ address: text, pathNow: () => Promise.resolve(address.path), mode });
    case 'usb-serial':
      return new SerialTransport({ address: text, pathNow: () => serialPathOf(address), mode });
    case 'hid':
      return new HidTransport(address);
    case 'hid-tcp':
      return new HidTcpTransport(address);
    default:
      return unreachable(address);
  }
}
