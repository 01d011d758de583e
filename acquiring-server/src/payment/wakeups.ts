/**
 * Tells those who wait for a payment or refund that it changed in this process. They read it again
 * themselves; a change by another server is found by their own slow re-reading.
 */
import type { Clock } from '@qiantai/foundation';

export interface Wakeups {
  wake(key: string): void;
  /** `woken` resolves at the next wake of the key, after `timeoutMs`, or when the wait is ended. */
  wait(key: string, timeoutMs: number): { woken: Promise<void>; end: () => void };
}

export function createWakeups(clock: Clock): Wakeups {
  const waiting = new Map<string, Set<() => void>>();
  return {
    wake: (key) => {
      for (const wakeUp of waiting.get(key) ?? []) wakeUp();
    },
    wait: (key, timeoutMs) => {
      const waiters = waiting.get(key) ?? new Set();
      waiting.set(key, waiters);
      const { promise, resolve } = Promise.withResolvers<void>();
      const end = () => {
        cancel();
        waiters.delete(end);
        if (waiters.size === 0 && waiting.get(key) === waiters) waiting.delete(key);
        resolve();
      };
      const cancel = clock.setTimeout(end, timeoutMs);
      waiters.add(end);
      return { woken: promise, end };
    },
  };
}

/** How often a waiter reads again without being woken, for changes that another server made. */
const rereadMs = 1000;

/**
 * Reads until `enough`, or until `waitMs` have passed, and answers what was read last.
 */
export async function readUntil<Value>(options: {
  read: () => Promise<Value>;
  enough: (value: Value) => boolean;
  waitMs: number;
  key: string;
  wakeups: Wakeups;
  clock: Clock;
}): Promise<Value> {
  const { read, enough, wakeups, clock } = options;
  const endMs = clock.monotonicMs() + options.waitMs;
  for (;;) {
    const leftMs = endMs - clock.monotonicMs();
    if (leftMs <= 0) return await read();
    // Waiting begins before reading, so that a change between the two is not missed.
    const wait = wakeups.wait(options.key, Math.min(leftMs, rereadMs));
    try {
      const value = await read();
      if (enough(value)) return value;
      await wait.woken;
    } finally {
      wait.end();
    }
  }
}
