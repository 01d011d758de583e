/** A driver for each role that has an address. */
import type { Clock, Log, Random } from '@qiantai/foundation';
import type { ReaderEvent } from '../host/till-devices.ts';
import { PoleDisplay } from './pole/pole-display.ts';
import type { Logo } from './printer/logo.ts';
import { presetPulse } from './printer/paper.ts';
import type { PrintQueueStore } from './printer/print-queue.ts';
import { presetPaper } from './printer/receipt.ts';
import { ReceiptPrinter } from './printer/receipt-printer.ts';
import { makeReader, type ReaderDriver } from './reader/make-reader.ts';
import { Scale } from './scale/scale.ts';
import { Scanner } from './scanner/scanner.ts';
import { type DeviceRole, deviceRoles, isBroker, type RoleSettings } from './settings/device-settings.ts';
import { Speaker } from './speaker/speaker.ts';
import { answerTopics } from './speaker/thing-model.ts';
import { transportFor } from './transport/address.ts';
import type { Transport } from './transport/port.ts';

/** What the host wants to hear; set when it starts. */
export interface Heard {
  scan(code: string): void;
  reader(event: ReaderEvent): void;
  state(): void;
}

export interface DriverParts {
  common: { clock: Clock; nowMs(): number; random: Random; log: Log; onState(): void };
  queue: PrintQueueStore;
  logo: Logo | null;
  onScan(code: string): void;
  onReader(event: ReaderEvent): void;
}

export interface Drivers {
  scanner: Scanner | null;
  reader: ReaderDriver | null;
  printer: ReceiptPrinter | null;
  speaker: Speaker | null;
  scale: Scale | null;
  pole: PoleDisplay | null;
}

const scannerFraming = {
  none: 'serial',
  serial: 'serial',
  'serial-b': 'serial',
  'usb-serial': 'serial',
  hid: 'hid_pos',
  'hid-tcp': 'hid_stream',
  mqtt: 'serial',
  mqtts: 'serial',
} as const;

type Makers = { readonly [Role in DeviceRole]: (transport: Transport, settings: RoleSettings[Role]) => Drivers[Role] };

/** @param only makes this role's driver alone; a printer's reads what waits from the queue */
export function makeDrivers(settings: RoleSettings, parts: DriverParts, only?: DeviceRole): Drivers {
  const { common } = parts;
  const makers: Makers = {
    scanner: (transport, { address, baudRate: _baudRate, ...serial }) =>
      new Scanner({ ...common, transport, serial, framing: scannerFraming[address.kind], onScan: parts.onScan }),
    reader: (transport, { address, use }) =>
      makeReader(address.kind, { ...common, transport, use, onEvent: parts.onReader, onMember: parts.onScan }),
    printer: (
      transport,
      { address: _address, baudRate: _baudRate, drawerPin, drawerOnMs, drawerOpenLevel, ...paper },
    ) =>
      new ReceiptPrinter({
        ...common,
        transport,
        queue: parts.queue,
        paper: { ...presetPaper, ...paper, logo: parts.logo },
        pulse: { ...presetPulse, pin: drawerPin, onMs: drawerOnMs },
        drawerOpenLevel,
      }),
    speaker: (transport, { address, volume, topic }) =>
      new Speaker({
        ...common,
        transport,
        ...(volume === undefined ? {} : { volume }),
        ...(isBroker(address) ? { topic } : {}),
      }),
    scale: (transport) => new Scale({ ...common, transport }),
    pole: (transport, { charset, idleUpper, idleLower }) =>
      new PoleDisplay({ ...common, transport, charset, idle: [idleUpper, idleLower] }),
  };
  const make = <Role extends DeviceRole>(role: Role): Drivers[Role] | null => {
    if (only && role !== only) return null;
    const { address, baudRate } = settings[role];
    const { topic, clientId, user, password } = settings.speaker;
    const broker = { login: { clientId, user, password }, listenTo: answerTopics(topic) };
    // Scales of the 8217 protocol are 7E1 (docs/protocols/scale.md).
    const mode = role === 'scale' ? ({ baudRate, dataBits: 7, parity: 'even' } as const) : { baudRate };
    const transport = transportFor(address, { mode, broker });
    return transport && makers[role](transport, settings[role]);
  };
  return Object.fromEntries(deviceRoles.map((role) => [role, make(role)])) as unknown as Drivers;
}
