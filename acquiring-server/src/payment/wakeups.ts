/**
 * Tells those who wait for a payment or refund that it changed in this process, with what it is now where the
 * one who changed it has that in hand. A change by another server is found by their own slow re-reading.
 */
import type { Clock } from '@qiantai/foundation';
import type { PaymentRef } from './payment-store.ts';
import type { RefundRef } from './refund-store.ts';

export interface Wakeups<Value> {
  wake(key: string, value?: Value): void;
  /** Calls `listener` at every wake of the key until the returned function is called. */
  listen(key: string, listener: (value: Value | undefined) => void): () => void;
}

export function createWakeups<Value>(): Wakeups<Value> {
  const listening = new Map<string, Set<(value: Value | undefined) => void>>();
  return {
    wake: (key, value) => {
      for (const listener of listening.get(key) ?? []) listener(value);
    },
    listen: (key, listener) => {
      const listeners = listening.get(key) ?? new Set();
      listening.set(key, listeners);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && listening.get(key) === listeners) listening.delete(key);
      };
    },
  };
}

/** With the merchant: a key is his own, and what is handed on must never reach another. */
export function paymentWakeKey(ref: PaymentRef): string {
  return `${ref.merchantId}/${ref.paymentKey}`;
}

export function refundWakeKey(ref: RefundRef): string {
  return `${ref.merchantId}/${ref.refundKey}`;
}

/** How often a waiter reads again without being woken, for changes that another server made. */
const rereadMs = 1000;

/**
 * Waits until the value is `enough`, or until `waitMs` have passed, and answers what it was last. It is read
 * where nobody has it in hand: neither the caller (`inHand`) nor the one who woke.
 */
export async function readUntil<Value>(options: {
  inHand?: Value;
  read: () => Promise<Value>;
  enough: (value: Value) => boolean;
  waitMs: number;
  key: string;
  wakeups: Wakeups<Value>;
  clock: Clock;
}): Promise<Value> {
  const { read, enough, clock } = options;
  const endMs = clock.monotonicMs() + options.waitMs;
  // Listening begins before reading, so that a change between the two is not missed.
  const news = listenForNews(options);
  try {
    let value = options.inHand ?? (await read());
    for (;;) {
      const leftMs = endMs - clock.monotonicMs();
      if (leftMs <= 0 || enough(value)) return value;
      value = (await news.next(Math.min(leftMs, rereadMs))) ?? (await read());
    }
  } finally {
    news.end();
  }
}

interface News<Value> {
  /** The value of the one wake since the last call; undefined after `timeoutMs`, or where it must be read. */
  next(timeoutMs: number): Promise<Value | undefined>;
  end(): void;
}

function listenForNews<Value>(options: { key: string; wakeups: Wakeups<Value>; clock: Clock }): News<Value> {
  let told: { value: Value | undefined } | undefined;
  let wakeUp: () => void = () => undefined;
  const end = options.wakeups.listen(options.key, (value) => {
    // Of two changes the later one may tell first: read which it is.
    told = { value: told ? undefined : value };
    wakeUp();
  });
  return {
    next: async (timeoutMs) => {
      if (!told) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wakeUp = resolve;
        const cancel = options.clock.setTimeout(resolve, timeoutMs);
        await promise;
        cancel();
      }
      const value = told?.value;
      told = undefined;
      return value;
    },
    end,
  };
}
