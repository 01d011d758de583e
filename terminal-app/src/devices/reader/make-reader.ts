/** The driver for what a reader's address says, and what the host may ask of it. */
import type { Clock, Log, Random } from '@qiantai/foundation';
import type { CardReaderPort, ReaderEvent } from '../../host/till-devices.ts';
import type { DeviceAddress } from '../transport/address.ts';
import type { Transport } from '../transport/port.ts';
import type { SwipeUse } from './card-data/magnetic-swipe.ts';
import { CardReader } from './card-reader.ts';
import { MagneticReader } from './magnetic-reader.ts';
import { IntegratedTerminal } from './pos-integrado/integrated-terminal.ts';

export type ReaderDriver = CardReader | MagneticReader | IntegratedTerminal;

export interface ReaderParts {
  transport: Transport;
  /** Real time, also in a run that is sped up: a line takes the time that it takes. */
  clock: Clock;
  /** The till's time, for what a person sees. */
  nowMs(): number;
  random: Random;
  log: Log;
  /** What a magnetic reader is for; of other readers it says nothing. */
  use: SwipeUse;
  onEvent(event: ReaderEvent): void;
  onMember(number: string): void;
  onState(): void;
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
