import type { Random } from './random.ts';

export interface BackoffOptions {
  firstMs: number;
  maxMs: number;
  /** Each delay grows by this factor; 2 where it is not given. */
  factor?: number;
}

/**
 * How long to wait before try `attempt` (0 is the first repeat), milliseconds: exponential up to a bound,
 * with full jitter over its upper half so that many waiters do not come back together.
 */
export function backoffMs(attempt: number, options: BackoffOptions, random: Random): number {
  const ceilingMs = Math.min(options.maxMs, options.firstMs * (options.factor ?? 2) ** Math.min(attempt, 60));
  return Math.round(ceilingMs / 2 + random.fraction() * (ceilingMs / 2));
}
