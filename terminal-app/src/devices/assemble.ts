/** The devices of a till from their addresses. */
import type { Clock, Log, Random } from '@qiantai/foundation';
import type { ReaderEvent, TillDevices } from '../host/till-devices.ts';
import { absentDevice } from './device-state.ts';
import { ReceiptPrinter } from './printer/receipt-printer.ts';
import type { SwipeUse } from './reader/card-data/magnetic-swipe.ts';
import { CardReader } from './reader/card-reader.ts';
import { MagneticReader } from './reader/magnetic-reader.ts';
import { IntegratedTerminal } from './reader/pos-integrado/integrated-terminal.ts';
import { Scanner } from './scanner/scanner.ts';
import { Speaker } from './speaker/speaker.ts';
import { type DeviceAddress, transportFor } from './transport/address.ts';
import type { Transport } from './transport/port.ts';

export interface DeviceAddresses {
  scanner: DeviceAddress;
  reader: DeviceAddress;
  /** What a magnetic reader is for; of other readers it says nothing. */
  readerUse: SwipeUse;
  printer: DeviceAddress;
  speaker: DeviceAddress;
}

/** Baud rates of docs/protocols. */
const baudRate = { scanner: 9_600, reader: 115_200, printer: 115_200, speaker: 9_600 } as const;

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
  const line = (device: keyof typeof baudRate) => transportFor(addresses[device], { baudRate: baudRate[device] });
  const lines = {
    scanner: line('scanner'),
    reader: line('reader'),
    printer: line('printer'),
    speaker: line('speaker'),
  };

  const makeReader = (transport: Transport): CardReader | MagneticReader => {
    const options = { ...common, transport, onEvent: (event: ReaderEvent) => heard.reader(event), onState };
    if (addresses.reader.kind === 'serial') return new CardReader(options);
    const { readerUse } = addresses;
    return new MagneticReader({ ...options, use: readerUse, onMember: (number) => heard.scan(number) });
  };

  const scanner =
    lines.scanner &&
    new Scanner({
      ...common,
      transport: lines.scanner,
      framing: addresses.scanner.kind === 'serial' ? 'serial' : 'hid_pos',
      onScan: (code) => heard.scan(code),
      onState,
    });
  const terminal =
    lines.reader && addresses.reader.kind === 'serial-b'
      ? new IntegratedTerminal({ ...common, transport: lines.reader, onState })
      : null;
  const reader = lines.reader && !terminal ? makeReader(lines.reader) : null;
  const printer = lines.printer && new ReceiptPrinter({ ...common, transport: lines.printer, onState });
  const speaker = lines.speaker && new Speaker({ ...common, transport: lines.speaker, onState });

  return {
    reader,
    terminal,
    printer,
    speaker,
    states: () => [
      scanner?.state ?? absentDevice('scanner'),
      (terminal ?? reader)?.state ?? absentDevice('reader'),
      printer?.state ?? absentDevice('printer'),
      printer?.drawer ?? absentDevice('drawer'),
      speaker?.state ?? absentDevice('speaker'),
    ],
    counters: () => {
      const counters = (terminal ?? reader)?.counters();
      return counters ? { reader: { ...counters } } : {};
    },
    start: (handlers) => {
      heard.scan = handlers.onScan;
      heard.reader = handlers.onReader;
      heard.state = handlers.onState;
      for (const device of [scanner, reader, terminal, printer, speaker]) device?.start();
    },
    stop: async () => {
      await Promise.all([scanner, reader, terminal, printer, speaker].map((device) => device?.stop()));
    },
  };
}
