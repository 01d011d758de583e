import { unreachable } from '@qiantai/foundation';
import { tillError } from '../../errors.ts';
import { type HidAddress, HidTransport } from './hid.ts';
import { HidTcpTransport } from './hid-tcp.ts';
import { type MqttLogin, MqttTransport } from './mqtt.ts';
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
  | { kind: 'hid-tcp'; host: string; port: number }
  /** A broker of a cloud speaker; `mqtts`: over TLS. */
  | { kind: 'mqtt' | 'mqtts'; host: string; port: number };

/** As registered for MQTT, in the clear and over TLS. */
const brokerPorts: Readonly<Record<string, number>> = { mqtt: 1883, mqtts: 8883 };

/**
 * Reads `none`, `serial:PATH`, `usb-serial:VID:PID[:SERIAL]`, `hid:VID:PID[:SERIAL]` (hexadecimal) or
 * `hid-tcp:HOST:PORT`, for a reader `serial-b:PATH` too, for a speaker `mqtt:HOST[:PORT]` and `mqtts:HOST[:PORT]`.
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
  const broker = /^(mqtts?):([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::([0-9]{1,5}))?$/.exec(text);
  const brokerPort = Number(broker?.[3] ?? brokerPorts[broker?.[1] ?? '']);
  if (broker?.[1] && broker[2] && brokerPort >= 1 && brokerPort <= 65_535) {
    return { kind: broker[1] as 'mqtt' | 'mqtts', host: broker[2], port: brokerPort };
  }
  throw tillError('DEVICE_BAD_ADDRESS', {
    text: text.slice(0, 100),
    why: 'write none, serial:PATH, serial-b:PATH, usb-serial:VID:PID, hid:VID:PID, hid-tcp:HOST:PORT or mqtt:HOST:PORT',
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
    case 'mqtt':
    case 'mqtts':
      return `${address.kind}:${address.host}:${address.port}`;
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

/** How a line is opened, beside where it is. */
export interface LineSettings {
  mode: SerialMode;
  /** Of a broker: who the till is there, and what it listens to. */
  broker?: { login: MqttLogin; listenTo: readonly string[] };
}

/** The transport of an address; null for a device that the till does not have. */
export function transportFor(address: DeviceAddress, { mode, broker }: LineSettings): Transport | null {
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
    case 'mqtt':
    case 'mqtts': {
      const { login, listenTo } = broker ?? { login: { clientId: '', user: '', password: '' }, listenTo: [] };
      const { host, port, kind } = address;
      return new MqttTransport({ host: host.replace(/^\[|\]$/g, ''), port, secure: kind === 'mqtts', login, listenTo });
    }
    default:
      return unreachable(address);
  }
}
