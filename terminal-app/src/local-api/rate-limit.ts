/** How often each app may ask: a bucket that fills steadily. */
import type { Clock } from '@qiantai/foundation';

export interface RateLimits {
  burst: number;
  perSecond: number;
}

/** Names are those of known apps, and one for everybody else: they are few. */
export class RateLimit {
  private readonly limits: RateLimits;
  private readonly clock: Pick<Clock, 'monotonicMs'>;
  private readonly buckets = new Map<string, { left: number; atMs: number }>();

  constructor(limits: RateLimits, clock: Pick<Clock, 'monotonicMs'>) {
    this.limits = limits;
    this.clock = clock;
  }

  /** @returns 0 where it may, else after how many milliseconds it may again */
  take(name: string): number {
    const { burst, perSecond } = this.limits;
    const nowMs = this.clock.monotonicMs();
    const { left, atMs } = this.buckets.get(name) ?? { left: burst, atMs: nowMs };
    const now = Math.min(burst, left + ((nowMs - atMs) * perSecond) / 1000);
    this.buckets.set(name, { left: now >= 1 ? now - 1 : now, atMs: nowMs });
    return now >= 1 ? 0 : Math.ceil(((1 - now) * 1000) / perSecond);
  }
}
