/**
 * A magnetic HID reader: `READER=hid:VID:PID`. No payment is taken with one that gives tracks in the clear
 * (READER_NOT_ENCRYPTING), nor with one that encrypts them for another acquirer (READER_KEY_UNKNOWN); set to `membership`,
 * a club's card gives its number as if it had been scanned.
 */
import type { CardReaderPort, ReaderEvent, ReadRequest, TestResult } from '../../host/till-devices.ts';
import type { CardRead } from '../../sale/events.ts';
import { absentDevice, type DeviceState } from '../device-state.ts';
import type { DriverOptions } from '../driver-options.ts';
import { inputReports } from '../scanner/hid-descriptor.ts';
import { KeptLink } from '../transport/kept-link.ts';
import { magneSafeReportBytes, parseMagneSafeReport } from './card-data/magnesafe-report.ts';
import { magneticReportBytes, parseMagneticReport } from './card-data/magnetic-report.ts';
import { type SwipeUse, swipeOfReport } from './card-data/magnetic-swipe.ts';
import type { ReaderCounters } from './counters.ts';

export interface MagneticReaderOptions extends DriverOptions {
  use: SwipeUse;
  onEvent(event: ReaderEvent): void;
  onMember(number: string): void;
}

export class MagneticReader implements CardReaderPort {
  state: DeviceState = { ...absentDevice('reader'), state: 'disconnected', reasonCode: 'NOT_CONNECTED' };
  private readonly options: MagneticReaderOptions;
  private readonly kept: KeptLink;
  /** Reports come whole from a HID device, in pieces over TCP. */
  private pending: Buffer = Buffer.alloc(0);
  /** Whether its last word was a report of one that encrypts. */
  private encrypts = false;
  private lastSwipe = '';
  private framesIn = 0;
  private errors = 0;
  private discardedBytes = 0;

  constructor(options: MagneticReaderOptions) {
    this.options = options;
    const { transport, clock, random } = options;
    this.kept = new KeptLink({
      device: 'card reader',
      transport,
      clock,
      random,
      onOpen: (descriptor) => {
        // What a reader sends is as long as its descriptor says; without one it is told by what comes.
        const bytesOfReport = descriptor && [...(inputReports(descriptor)?.bytes.values() ?? [])];
        this.encrypts = bytesOfReport?.some((length) => length >= magneSafeReportBytes) ?? false;
        this.become('connected', '');
      },
      onClose: () => {
        this.discardedBytes += this.pending.length;
        this.pending = Buffer.alloc(0);
        this.become('disconnected', 'NOT_CONNECTED');
      },
      onData: (bytes) => this.take(bytes),
    });
  }

  start(): void {
    this.kept.start();
  }

  stop(): Promise<void> {
    return this.kept.stop();
  }

  counters(): ReaderCounters {
    const { framesIn, errors, discardedBytes } = this;
    return { framesIn, framesOut: 0, errors, retries: 0, discardedBytes, lastSeenMs: this.state.lastSeenMs };
  }

  /** The masked number of what it read last. */
  get detail(): string {
    return this.lastSwipe;
  }

  read(request: ReadRequest): void {
    const reasonCode = this.encrypts ? 'READER_KEY_UNKNOWN' : 'READER_NOT_ENCRYPTING';
    this.options.onEvent({ kind: 'card_failed', key: request.key, reasonCode });
  }

  /** Nothing is ever in hand: every read was refused. */
  cancel(): void {}

  finish(): void {}

  recover(): Promise<CardRead | null> {
    return Promise.resolve(null);
  }

  /** Such a reader says nothing until a card is swiped: what it read is what a person sees. */
  test(): Promise<TestResult> {
    const params = { count: String(this.framesIn) };
    return Promise.resolve({ kind: 'answered', answers: [{ kind: 'reader_swipes', params }] });
  }

  private take(bytes: Uint8Array): void {
    // A HID device hands over whole reports: of one that encrypts, or with its report id a byte more.
    const isWhole = bytes.length === magneticReportBytes + 1 || this.isMagneSafe(bytes);
    if (this.pending.length === 0 && isWhole) {
      this.report(bytes);
      return;
    }
    this.pending = Buffer.concat([this.pending, bytes]);
    while (this.pending.length >= magneticReportBytes) {
      this.report(this.pending.subarray(0, magneticReportBytes));
      this.pending = this.pending.subarray(magneticReportBytes);
    }
  }

  /** Three reports in the clear that come together are longer too, and no one report. */
  private isMagneSafe(bytes: Uint8Array): boolean {
    return bytes.length % magneticReportBytes !== 0 && parseMagneSafeReport(bytes) !== null;
  }

  private report(bytes: Uint8Array): void {
    const safe = parseMagneSafeReport(bytes);
    if (!safe && !parseMagneticReport(bytes)) {
      this.errors += 1;
      this.discardedBytes += bytes.length;
      return;
    }
    this.framesIn += 1;
    this.state = { ...this.state, lastSeenMs: this.options.nowMs() };
    this.encrypts = safe?.isEncrypted ?? false;
    const swipe = swipeOfReport(bytes, this.options.use);
    // The tracks are of no use any more.
    bytes.fill(0);
    for (const { encrypted } of safe?.tracks ?? []) encrypted.fill(0);
    this.lastSwipe = swipe.kind === 'refused' ? swipe.maskedPan : '';
    this.options.onState();
    if (swipe.kind === 'membership') {
      this.options.onMember(swipe.number);
      return;
    }
    const masked = swipe.kind === 'refused' ? { maskedPan: swipe.maskedPan } : {};
    this.options.log.info({ ...masked, code: swipe.reasonCode }, 'reader.swipe_refused');
  }

  private become(state: DeviceState['state'], reasonCode: string): void {
    this.state = { ...this.state, state, reasonCode };
    this.options.onState();
  }
}
