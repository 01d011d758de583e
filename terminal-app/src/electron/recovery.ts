/**
 * When something of the shell ends that should not: a page's process, or the till's host. It comes back, each time
 * later, and never gives up: a till without a screen is worth nothing. What was in hand is the host's, on its disk.
 */
export interface RecoveryTiming {
  firstMs: number;
  maxMs: number;
  /** Ends older than this do not count. */
  memoryMs: number;
}

export const recoveryTiming: RecoveryTiming = { firstMs: 250, maxMs: 30_000, memoryMs: 120_000 };

/** A page that answers nothing for this long is ended, and comes back like one that crashed. */
export const unresponsiveMs = 10_000;

export interface Recovery {
  /** Notes an end; the time to wait until it is started anew, milliseconds. */
  ended(nowMs: number): number;
}

export function openRecovery(timing: RecoveryTiming = recoveryTiming): Recovery {
  let ends: number[] = [];
  return {
    ended(nowMs) {
      // A clock that was set back does not make the past the future.
      ends = [...ends.filter((atMs) => nowMs - atMs < timing.memoryMs && atMs <= nowMs), nowMs].slice(-32);
      return Math.min(timing.firstMs * 2 ** (ends.length - 1), timing.maxMs);
    },
  };
}
