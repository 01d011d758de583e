/** Keeps the line to a device open: opens it again by itself, however often it is pulled out. */
import { backoffMs, type Cancel, type Clock, type Random } from '@qiantai/foundation';
import { tillError } from '../../errors.ts';
import { type LinkCounters, noCounts } from '../link-counters.ts';
import type { Link, Transport } from './port.ts';

export interface KeptLinkOptions {
  device: string;
  transport: Transport;
  clock: Clock;
  random: Random;
  onData(bytes: Uint8Array): void;
  onOpen(descriptor?: Uint8Array): void;
  onClose(why: string): void;
}

const reopenBackoff = { firstMs: 200, maxMs: 1_000 };

export class KeptLink {
  /** Bytes, writes and reopenings are counted here; the driver adds what it knows of frames. */
  readonly counters: LinkCounters = noCounts();
  private readonly options: KeptLinkOptions;
  private link: Link | null = null;
  private attempt = 0;
  private opened = false;
  private stopped = false;
  private opening: Promise<void> = Promise.resolve();
  private cancelReopen: Cancel = () => undefined;

  constructor(options: KeptLinkOptions) {
    this.options = options;
  }

  start(): void {
    this.opening = this.open();
  }

  /** As a person sees it. */
  get address(): string {
    return this.options.transport.address;
  }

  get isOpen(): boolean {
    return this.link !== null;
  }

  /** @throws CodedError DEVICE_NOT_CONNECTED, or what the line said. */
  async write(bytes: Uint8Array): Promise<void> {
    if (!this.link) throw tillError('DEVICE_NOT_CONNECTED', { device: this.options.device });
    try {
      await this.link.write(bytes);
    } catch (error) {
      this.counters.errors += 1;
      throw error;
    }
    this.counters.framesOut += 1;
    this.counters.bytesOut += bytes.length;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.cancelReopen();
    await this.opening;
    const link = this.link;
    this.link = null;
    await link?.close();
  }

  /** Closes the line and opens it anew: for a device that stopped making sense. */
  async reopen(): Promise<void> {
    await this.link?.close();
  }

  private async open(): Promise<void> {
    const { transport, onData, onOpen } = this.options;
    let closedEarly = false;
    try {
      const link = await transport.open({
        onData: (bytes) => {
          this.counters.bytesIn += bytes.length;
          onData(bytes);
        },
        onClose: (why) => {
          closedEarly = true;
          this.closed(why);
        },
      });
      if (this.stopped || closedEarly) {
        await link.close();
        return;
      }
      this.link = link;
      this.attempt = 0;
      if (this.opened) this.counters.reconnects += 1;
      this.opened = true;
      onOpen(link.descriptor);
    } catch {
      // Not there yet; a device that is missing is shown as such, not logged at every try.
      this.reopenLater();
    }
  }

  private closed(why: string): void {
    const wasOpen = this.link !== null;
    this.link = null;
    if (wasOpen && !this.stopped) this.options.onClose(why);
    this.reopenLater();
  }

  private reopenLater(): void {
    if (this.stopped) return;
    this.cancelReopen();
    const delayMs = backoffMs(this.attempt++, reopenBackoff, this.options.random);
    this.cancelReopen = this.options.clock.setTimeout(() => {
      this.opening = this.open();
    }, delayMs);
  }
}
