/** Remembers what was read for a short while, so that what every payment asks is not read for every payment. */
import type { Clock } from '@qiantai/foundation';

export interface ShortMemoryOptions {
  clock: Pick<Clock, 'nowMs'>;
  /** How old an answer may be. */
  ageMsMax: number;
  /** How many keys are remembered; the oldest goes first. */
  keyCountMax: number;
}

/** One reading at a time per key: callers that ask meanwhile wait for it. A failed reading is not remembered. */
export class ShortMemory<Value> {
  private readonly options: ShortMemoryOptions;
  private readonly read: (key: string) => Promise<Value>;
  private readonly held = new Map<string, { readAtMs: number; value: Promise<Value> }>();

  constructor(options: ShortMemoryOptions, read: (key: string) => Promise<Value>) {
    this.options = options;
    this.read = read;
  }

  async get(key: string): Promise<Value> {
    const nowMs = this.options.clock.nowMs();
    const held = this.held.get(key);
    if (held && nowMs - held.readAtMs < this.options.ageMsMax) return await held.value;
    const fresh = { readAtMs: nowMs, value: this.read(key) };
    this.held.delete(key);
    this.held.set(key, fresh);
    for (const oldest of this.held.keys()) {
      if (this.held.size <= this.options.keyCountMax) break;
      this.held.delete(oldest);
    }
    try {
      return await fresh.value;
    } catch (error) {
      if (this.held.get(key) === fresh) this.held.delete(key);
      throw error;
    }
  }
}
