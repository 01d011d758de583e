import type { Clock, Log, Random } from '@qiantai/foundation';
import type { Transport } from './transport/port.ts';

/** What the driver of any device is made with. */
export interface DriverOptions {
  transport: Transport;
  /** Real time, also in a run that is sped up: a line takes the time that it takes. */
  clock: Clock;
  /** The till's time, for what a person sees. */
  nowMs(): number;
  random: Random;
  log: Log;
  /** Its state, or what it said last, is another one. */
  onState(): void;
}
