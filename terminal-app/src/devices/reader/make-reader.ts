/** The driver for what a reader's address says, and what the host may ask of it. */
import type { CardReaderPort, ReaderEvent } from '../../host/till-devices.ts';
import type { DriverOptions } from '../driver-options.ts';
import type { DeviceAddress } from '../transport/address.ts';
import type { SwipeUse } from './card-data/magnetic-swipe.ts';
import { CardReader } from './card-reader.ts';
import { MagneticReader } from './magnetic-reader.ts';
import { IntegratedTerminal } from './pos-integrado/integrated-terminal.ts';

export type ReaderDriver = CardReader | MagneticReader | IntegratedTerminal;

export interface ReaderParts extends DriverOptions {
  /** What a magnetic reader is for; of other readers it says nothing. */
  use: SwipeUse;
  onEvent(event: ReaderEvent): void;
  onMember(number: string): void;
}

export function makeReader(kind: DeviceAddress['kind'], parts: ReaderParts): ReaderDriver {
  switch (kind) {
    case 'serial-b':
      return new IntegratedTerminal(parts);
    case 'hid':
    case 'hid-tcp':
      return new MagneticReader(parts);
    default:
      return new CardReader(parts);
  }
}

/** A terminal that authorises itself is no reader for card payments. */
export function readerPorts(driver: ReaderDriver | null): {
  reader: CardReaderPort | null;
  terminal: IntegratedTerminal | null;
} {
  if (driver instanceof IntegratedTerminal) return { reader: null, terminal: driver };
  return { reader: driver, terminal: null };
}
