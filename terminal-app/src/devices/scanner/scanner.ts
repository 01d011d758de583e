import type { Clock, Random } from '@qiantai/foundation';
import { absentDevice, type DeviceState } from '../device-state.ts';
import { KeptLink } from '../transport/kept-link.ts';
import type { Transport } from '../transport/port.ts';
import { HidPosFraming } from './hid-pos.ts';
import { SerialScanFraming } from './serial-framing.ts';

export interface ScannerOptions {
  transport: Transport;
  framing: 'serial' | 'hid_pos';
  /** Real time, also in a run that is sped up: a line takes the time that it takes. */
  clock: Clock;
  /** The till's time, for what a person sees. */
  nowMs(): number;
  random: Random;
  onScan(code: string): void;
  onState(): void;
}

export class Scanner {
  state: DeviceState = { ...absentDevice('scanner'), state: 'disconnected', reasonCode: 'NOT_CONNECTED' };
  private readonly link: KeptLink;

  constructor(options: ScannerOptions) {
    const { transport, clock, random, nowMs, onScan, onState } = options;
    const framing = options.framing === 'serial' ? new SerialScanFraming() : new HidPosFraming();
    const become = (state: DeviceState['state'], reasonCode: string) => {
      this.state = { kind: 'scanner', state, reasonCode, lastSeenMs: nowMs() };
      onState();
    };
    this.link = new KeptLink({
      device: 'scanner',
      transport,
      clock,
      random,
      onOpen: () => {
        framing.reset();
        become('connected', '');
      },
      onClose: () => become('disconnected', 'NOT_CONNECTED'),
      onData: (bytes) => {
        this.state = { ...this.state, lastSeenMs: nowMs() };
        for (const scan of framing.push(bytes)) onScan(scan.code);
      },
    });
  }

  start(): void {
    this.link.start();
  }

  stop(): Promise<void> {
    return this.link.stop();
  }
}
