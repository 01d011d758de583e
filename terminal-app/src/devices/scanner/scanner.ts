import type { Cancel } from '@qiantai/foundation';
import { showableCode } from '../../sale/codes.ts';
import { absentDevice, type DeviceHealth, type DeviceState } from '../device-state.ts';
import type { DriverOptions } from '../driver-options.ts';
import { KeptLink } from '../transport/kept-link.ts';
import { HidPosFraming, honeywellLayout, scanLayout } from './hid-pos.ts';
import { presetSerialScan, type Scan, SerialScanFraming, type SerialScanSettings } from './serial-framing.ts';
import { symbologyOf } from './symbology.ts';

export interface ScannerOptions extends DriverOptions {
  /** `hid_pos`: a report each time, its layout by the device's descriptor; `hid_stream`: Honeywell's over TCP. */
  framing: 'serial' | 'hid_pos' | 'hid_stream';
  serial?: SerialScanSettings;
  onScan(code: string): void;
}

/** Silence that ends a scan of a scanner that sends no end. */
const quietMs = 100;

export class Scanner {
  state: DeviceState = { ...absentDevice('scanner'), state: 'disconnected', reasonCode: 'NOT_CONNECTED' };
  private readonly options: ScannerOptions;
  private readonly link: KeptLink;
  private readonly serial: SerialScanFraming;
  private hid = new HidPosFraming();
  private lastCode = '';
  private cancelQuiet: Cancel = () => undefined;

  constructor(options: ScannerOptions) {
    this.options = options;
    const { transport, clock, random } = options;
    this.serial = new SerialScanFraming(options.serial ?? presetSerialScan);
    this.link = new KeptLink({
      device: 'scanner',
      transport,
      clock,
      random,
      onOpen: (descriptor) => {
        this.serial.reset();
        // Another scanner may stand there now.
        this.hid = new HidPosFraming((descriptor && scanLayout(descriptor)) || honeywellLayout);
        this.become('connected', '');
      },
      onClose: () => this.become('disconnected', 'NOT_CONNECTED'),
      onData: (bytes) => this.onData(bytes),
    });
  }

  start(): void {
    this.link.start();
  }

  stop(): Promise<void> {
    this.cancelQuiet();
    return this.link.stop();
  }

  get health(): DeviceHealth {
    const { address, counters } = this.link;
    return { address, counters, waiting: 0, detail: this.lastCode };
  }

  private onData(bytes: Uint8Array): void {
    this.state = { ...this.state, lastSeenMs: this.options.nowMs() };
    const { clock, framing, serial } = this.options;
    if (framing === 'serial') {
      this.take(this.serial, this.serial.push(bytes));
      this.cancelQuiet();
      if (serial?.end === 'quiet' && this.serial.begun) {
        this.cancelQuiet = clock.setTimeout(() => this.take(this.serial, this.serial.flush()), quietMs);
      }
    } else {
      const nowMs = clock.nowMs();
      this.take(this.hid, framing === 'hid_pos' ? this.hid.pushReport(bytes, nowMs) : this.hid.push(bytes, nowMs));
    }
  }

  private take(framing: { discarded: number }, scans: readonly Scan[]): void {
    this.link.counters.discarded += framing.discarded;
    framing.discarded = 0;
    for (const { code, symbology } of scans) {
      this.link.counters.framesIn += 1;
      this.lastCode = [showableCode(code), symbologyOf(symbology)].filter((text) => text !== null).join(' · ');
      this.options.onScan(code);
    }
    // The code that was read last is part of what a screen shows.
    if (scans.length > 0) this.options.onState();
  }

  private become(state: DeviceState['state'], reasonCode: string): void {
    this.state = { kind: 'scanner', state, reasonCode, lastSeenMs: this.options.nowMs() };
    this.options.onState();
  }
}
