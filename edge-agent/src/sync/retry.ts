/** How often and how long what waits is tried again. */
import { backoffMs, type Random } from '@qiantai/foundation';
import type { QueueKind, QueueRow } from '../queue/queue-store.ts';

export interface RetryTiming {
  firstMs: number;
  maxMs: number;
}

export const retryTiming: RetryTiming = { firstMs: 200, maxMs: 15_000 };

/**
 * Answered refusals that a row survives. A refused payment is told to the cashier soon; an entry of the
 * journal is worth more tries: what refuses it may be mended at the server.
 */
export const refusalsMax: Readonly<Record<QueueKind, number>> = { journal: 5, pay: 2, cancel: 5, refund: 2 };

/** How often it was tried in vain. */
export type Tried = Pick<QueueRow, 'unansweredCount' | 'rejectedCount'>;

export function nextTryAtMs(row: Tried, nowMs: number, timing: RetryTiming, random: Random): number {
  return nowMs + backoffMs(row.unansweredCount + row.rejectedCount, timing, random);
}

/**
 * Whether a row may go now. A next try that stands further ahead than any backoff reaches was planned before the
 * machine's clock was put back: it does not wait for that clock to come round again.
 */
export function isDue(row: Pick<QueueRow, 'nextTryAtMs'>, nowMs: number, timing: RetryTiming): boolean {
  return row.nextTryAtMs <= nowMs || row.nextTryAtMs > nowMs + timing.maxMs;
}
