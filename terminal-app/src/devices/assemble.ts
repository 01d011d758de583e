/** The devices of a till from their addresses. */
import type { Clock, Log, Random } from '@qiantai/foundation';
import type { ReaderEvent, TillDevices } from '../host/till-devices.ts';
import { absentDevice } from './device-state.ts';
import { ReceiptPrinter } from './printer/receipt-printer.ts';
import { CardReader } from './reader/card-reader.ts';
import { Scanner } from './scanner/scanner.ts';
import { Speaker } from './speaker/speaker.ts';
import { type DeviceAddress, transportFor } from './transport/address.ts';

export interface DeviceAddresses {
  scanner: DeviceAddress;
  reader: DeviceAddress;
  printer: DeviceAddress;
  speaker: DeviceAddress;
}

/** Baud rates of docs/protocols. */
const baudRate = { scanner: 9_600, reader: 115_200, printer: 115_200, speaker: 9_600 } as const;

const scannerFraming = {
  none: 'serial',
  serial: 'serial',
  'usb-serial': 'serial',
  hid: 'hid_pos',
  'hid-tcp': 'hid_stream',
} as const;

export function assembleDevices(
  addresses: DeviceAddresses,
  common: { clock: Clock; random: Random; log: Log; nowMs(): number },
): TillDevices {
  const heard = {
    scan: (_code: string): void => undefined,
    reader: (_event: ReaderEvent): void => undefined,
    state: (): void => undefined,
  };
  const onState = () => heard.state();
  const line = (device: keyof DeviceAddresses) => transportFor(addresses[device], { baudRate: baudRate[device] });
  const lines = {
    scanner: line('scanner'),
    reader: line('reader'),
    printer: line('printer'),
    speaker: line('speaker'),
  };

  const scanner =
    lines.scanner &&
    new Scanner({
      ...common,
      transport: lines.scanner,
      framing: scannerFraming[addresses.scanner.kind],
      onScan: (code) => heard.scan(code),
      onState,
    });
  const reader =
    lines.reader &&
    new CardReader({ ...common, transport: lines.reader, onEvent: (event) => heard.reader(event), onState });
  const printer = lines.printer && new ReceiptPrinter({ ...common, transport: lines.printer, onState });
  const speaker = lines.speaker && new Speaker({ ...common, transport: lines.speaker, onState });

  return {
    reader,
    printer,
    speaker,
    states: () => [
      scanner?.state ?? absentDevice('scanner'),
      reader?.state ?? absentDevice('reader'),
      printer?.state ?? absentDevice('printer'),
      printer?.drawer ?? absentDevice('drawer'),
      speaker?.state ?? absentDevice('speaker'),
    ],
    counters: () => (reader ? { reader: reader.counters } : {}),
    start: (handlers) => {
      heard.scan = handlers.onScan;
      heard.reader = handlers.onReader;
      heard.state = handlers.onState;
      for (const device of [scanner, reader, printer, speaker]) device?.start();
    },
    stop: async () => {
      await Promise.all([scanner, reader, printer, speaker].map((device) => device?.stop()));
    },
  };
}
