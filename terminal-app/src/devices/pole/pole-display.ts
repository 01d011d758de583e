/**
 * A pole display follows the till as a screen does. It only listens: at most one picture every 150 ms, the newest; the
 * same again every minute, since its power may have failed without a word.
 */
import { type Cancel, errorText } from '@qiantai/foundation';
import type { TillSnapshot } from '../../contract/till-contract.ts';
import type { PolePort } from '../../host/till-devices.ts';
import { absentDevice, type DeviceHealth, type DeviceState } from '../device-state.ts';
import type { DriverOptions } from '../driver-options.ts';
import { KeptLink } from '../transport/kept-link.ts';
import { beginBytes, type PoleCharset, type PolePicture, pictureBytes, polePicture } from './pole-text.ts';

export interface PoleOptions extends DriverOptions {
  charset: PoleCharset;
  idle: PolePicture;
}

const pictureEveryMs = 150;
const againMs = 60_000;
/** How long a test text stands. */
const testMs = 3_000;

export class PoleDisplay implements PolePort {
  state: DeviceState = { ...absentDevice('pole'), state: 'disconnected', reasonCode: 'NOT_CONNECTED' };
  private readonly options: PoleOptions;
  private readonly link: KeptLink;
  private wanted: PolePicture = ['', ''];
  private shown: PolePicture | null = null;
  private testing: PolePicture | null = null;
  private resting = false;
  private stopped = false;
  private readonly cancels: Record<'rest' | 'again' | 'test', Cancel> = {
    rest: () => undefined,
    again: () => undefined,
    test: () => undefined,
  };

  constructor(options: PoleOptions) {
    this.options = options;
    const { transport, clock, random } = options;
    this.wanted = options.idle;
    this.link = new KeptLink({
      device: 'pole',
      transport,
      clock,
      random,
      onOpen: () => {
        this.shown = null;
        this.become('connected', '');
        this.write(beginBytes);
        this.draw();
      },
      onClose: () => this.become('disconnected', 'NOT_CONNECTED'),
      // It has nothing to say; what comes is noise of the line.
      onData: (bytes) => {
        this.link.counters.discarded += bytes.length;
      },
    });
  }

  start(): void {
    this.link.start();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const cancel of Object.values(this.cancels)) cancel();
    await this.link.stop();
  }

  get health(): DeviceHealth {
    const { address, counters } = this.link;
    return { address, counters, waiting: 0, detail: (this.shown ?? ['', '']).map((line) => line.trim()).join(' / ') };
  }

  follow(snapshot: TillSnapshot): void {
    this.wanted = polePicture(snapshot, this.options.idle, this.options.charset);
    this.draw();
  }

  /** Shows for a moment that every column is there. */
  test(): void {
    this.testing = ['12345678901234567890', this.options.charset === 'ascii' ? 'TEST' : '测试 TEST'];
    this.cancels.test();
    this.cancels.test = this.options.clock.setTimeout(() => {
      this.testing = null;
      this.draw();
    }, testMs);
    this.draw();
  }

  private draw(): void {
    const picture = this.testing ?? this.wanted;
    const same = this.shown?.[0] === picture[0] && this.shown[1] === picture[1];
    if (this.resting || same || !this.link.isOpen || this.stopped) return;
    this.shown = picture;
    this.resting = true;
    this.write(pictureBytes(picture, this.options.charset));
    this.cancels.rest = this.options.clock.setTimeout(() => {
      this.resting = false;
      this.draw();
    }, pictureEveryMs);
    this.cancels.again();
    this.cancels.again = this.options.clock.setTimeout(() => {
      this.shown = null;
      this.draw();
    }, againMs);
  }

  private write(bytes: Uint8Array): void {
    this.link.write(bytes).then(
      () => {
        this.state = { ...this.state, lastSeenMs: this.options.nowMs() };
      },
      (error: unknown) => this.options.log.info({ error: errorText(error) }, 'pole.not_written'),
    );
  }

  private become(state: DeviceState['state'], reasonCode: string): void {
    this.state = { ...this.state, state, reasonCode };
    this.options.onState();
  }
}
