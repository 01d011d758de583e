/**
 * How often one source may try in vain. A bucket a source, filled again over time; who is in the right never
 * empties it. Bounded: the source that was quiet longest is forgotten first, which gives it a full bucket.
 */
import type { Clock } from '@qiantai/foundation';
import { serverError } from '../errors.ts';

const triesMax = 10;
const refillMs = 60_000;
const sourcesMax = 10_000;

export class TryLimit {
  private readonly clock: Pick<Clock, 'nowMs'>;
  private readonly sources = new Map<string, { left: number; atMs: number }>();

  /** The machine's clock: guessing takes real time. */
  constructor(clock: Pick<Clock, 'nowMs'>) {
    this.clock = clock;
  }

  /** @throws CodedError ENROLMENT_TOO_MANY_TRIES */
  check(source: string): void {
    const left = this.leftOf(source);
    if (left >= 1) return;
    throw serverError('ENROLMENT_TOO_MANY_TRIES', { retryAfterS: Math.ceil(((1 - left) * refillMs) / 1000) });
  }

  failed(source: string): void {
    const left = Math.max(0, this.leftOf(source) - 1);
    this.sources.delete(source);
    this.sources.set(source, { left, atMs: this.clock.nowMs() });
    for (const oldest of this.sources.keys()) {
      if (this.sources.size <= sourcesMax) break;
      this.sources.delete(oldest);
    }
  }

  get size(): number {
    return this.sources.size;
  }

  private leftOf(source: string): number {
    const held = this.sources.get(source);
    if (!held) return triesMax;
    const passedMs = Math.max(0, this.clock.nowMs() - held.atMs);
    return Math.min(triesMax, held.left + passedMs / refillMs);
  }
}
