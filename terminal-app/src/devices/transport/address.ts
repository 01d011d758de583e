import { unreachable } from '@qiantai/foundation';
import { tillError } from '../../errors.ts';
import { HidTransport } from './hid.ts';
import { HidTcpTransport } from './hid-tcp.ts';
import type { Transport } from './port.ts';
import { SerialTransport } from './serial.ts';

export type DeviceAddress =
  | { kind: 'none' }
  | { kind: 'serial'; path: string }
  /** A payment terminal that authorises itself, over POS Integrado (docs/protocols/pos-integrado.md). */
  | { kind: 'serial-b'; path: string }
  | { kind: 'hid'; vendorId: number; productId: number }
  | { kind: 'hid-tcp'; host: string; port: number };

/**
 * Reads `none`, `serial:PATH`, `serial-b:PATH`, `hid:VID:PID` (hexadecimal) or `hid-tcp:HOST:PORT`.
 * @throws CodedError DEVICE_BAD_ADDRESS
 */
export function parseDeviceAddress(text: string): DeviceAddress {
  if (text === 'none' || text === '') return { kind: 'none' };
  const serial = /^serial:(.+)$/.exec(text);
  if (serial?.[1]) return { kind: 'serial', path: serial[1] };
  const terminal = /^serial-b:(.+)$/.exec(text);
  if (terminal?.[1]) return { kind: 'serial-b', path: terminal[1] };
  const hid = /^hid:([0-9A-Fa-f]{1,4}):([0-9A-Fa-f]{1,4})$/.exec(text);
  if (hid?.[1] && hid[2]) {
    return { kind: 'hid', vendorId: Number.parseInt(hid[1], 16), productId: Number.parseInt(hid[2], 16) };
  }
  const tcp = /^hid-tcp:([^:]+):([0-9]{1,5})$/.exec(text);
  if (tcp?.[1] && Number(tcp[2]) <= 65_535) return { kind: 'hid-tcp', host: tcp[1], port: Number(tcp[2]) };
  throw tillError('DEVICE_BAD_ADDRESS', {
    text: text.slice(0, 100),
    why: 'write none, serial:PATH, serial-b:PATH, hid:VID:PID or hid-tcp:HOST:PORT',
  });
}

/** The transport of an address; null for a device that the till does not have. */
export function transportFor(address: DeviceAddress, options: { baudRate: number }): Transport | null {
  switch (address.kind) {
    case 'none':
      return null;
    case 'serial':
    case 'serial-b':
      return new SerialTransport({ path: address.path, baudRate: options.baudRate });
    case 'hid':
      return new HidTransport(address);
    case 'hid-tcp':
      return new HidTcpTransport(address);
    default:
      return unreachable(address);
  }
}
