/** Keeps the line to a device open: opens it again by itself, however often it is pulled out. */
import { type BackoffOptions, backoffMs, type Cancel, type Clock, type Random } from '@qiantai/foundation';
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
  /** It could not be opened; told at every try. */
  onMissing?(error: unknown): void;
}

const reopenBackoff = { firstMs: 200, maxMs: 1_000 };

export class KeptLink {
  /** Bytes, writes and reopenings are counted here; the driver adds what it knows of frames. */
  readonly counters: LinkCounters = noCounts();
  private readonly options: KeptLinkOptions;
  private link: Link | null = null;
  private attempt = 0;
  private opened = false;
  private openedAtMs = 0;
  private readonly stopping = new AbortController();
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
  async write(bytes: Uint8Array, topic?: string): Promise<void> {
    if (!this.link) throw tillError('DEVICE_NOT_CONNECTED', { device: this.options.device });
    try {
      await this.link.write(bytes, topic);
    } catch (error) {
      this.counters.errors += 1;
      throw error;
    }
    this.counters.framesOut += 1;
    this.counters.bytesOut += bytes.length;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
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

  private get isStopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private get backoff(): BackoffOptions {
    return this.options.transport.reopenBackoff ?? reopenBackoff;
  }

  private async open(): Promise<void> {
    const { transport, clock, onData, onOpen } = this.options;
    let closedEarly = false;
    const handlers = {
      onData: (bytes: Uint8Array) => {
        this.counters.bytesIn += bytes.length;
        onData(bytes);
      },
      onClose: (why: string) => {
        closedEarly = true;
        this.closed(why);
      },
    };
    try {
      const link = await transport.open(handlers, this.stopping.signal);
      if (this.isStopped || closedEarly) {
        await link.close();
        return;
      }
      this.link = link;
      this.openedAtMs = clock.monotonicMs();
      if (this.opened) this.counters.reconnects += 1;
      this.opened = true;
      onOpen(link.descriptor);
    } catch (error) {
      // Not there yet; a device that is missing is shown as such, not logged at every try.
      if (!this.isStopped) this.options.onMissing?.(error);
      this.reopenLater();
    }
  }

  private closed(why: string): void {
    const wasOpen = this.link !== null;
    this.link = null;
    // A line that opens and goes at once is no better than one that does not open.
    const lastedMs = this.options.clock.monotonicMs() - this.openedAtMs;
    if (wasOpen && lastedMs >= this.backoff.maxMs) this.attempt = 0;
    if (wasOpen && !this.isStopped) this.options.onClose(why);
    this.reopenLater();
  }

  private reopenLater(): void {
    if (this.isStopped) return;
    this.cancelReopen();
    const delayMs = backoffMs(this.attempt++, this.backoff, this.options.random);
    this.cancelReopen = this.options.clock.setTimeout(() => {
      this.opening = this.open();
    }, delayMs);
  }
}
