/**
 * Keeps what is in hand on the disk: at once where money or a key is in it; a cart alone a moment later, off the way
 * from a scan to the screen, and not flushed. A till that dies has its cart again at its next start.
 */
import type { Cancel, Clock } from '@qiantai/foundation';
import type { RecordStore } from './record-file.ts';
import { isOnlyCart, type TillRecord } from './till-record.ts';

/** So many of the last scans may be gone, milliseconds. */
export const cartKeptWithinMs = 50;

export interface InHandOptions {
  store: RecordStore;
  /** The machine's own. */
  clock: Clock;
  /** Undefined: what is in hand is not for the disk. */
  current: () => TillRecord | null | undefined;
}

export class InHand {
  private readonly options: InHandOptions;
  private cancel: Cancel | undefined;

  constructor(options: InHandOptions) {
    this.options = options;
  }

  /** Durable when it returns, where more than a cart is in hand. */
  keep(): void {
    const record = this.options.current();
    if (record === undefined) return;
    if (record && isOnlyCart(record))
      this.cancel ??= this.options.clock.setTimeout(() => this.keepNow(), cartKeptWithinMs);
    else this.write(record);
  }

  keepNow(): void {
    const record = this.options.current();
    if (record !== undefined) this.write(record);
  }

  private write(record: TillRecord | null): void {
    this.cancel?.();
    this.cancel = undefined;
    this.options.store.save(record);
  }
}
