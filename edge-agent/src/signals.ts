/** Tells those who wait that something changed: a payment, a refund, the queue, the line. */
import type { Clock } from '@qiantai/foundation';

export type Topic =
  | `payment:${string}`
  | `refund:${string}`
  | `cards:${string}`
  | 'queue'
  | 'line'
  | 'settings'
  | 'orders';

export interface Signals {
  changed(topic: Topic): void;
  /** @returns what ends the listening */
  listen(topic: Topic, listener: () => void): () => void;
  /** Resolves once `done` says so, asked at each change of the topic; at the latest after `waitMs`. */
  until(topic: Topic, done: () => boolean, waitMs: number, signal?: AbortSignal): Promise<void>;
  /** Lets everyone who waits go on. */
  close(): void;
}

export function openSignals(clock: Pick<Clock, 'setTimeout'>): Signals {
  const listeners = new Map<Topic, Set<() => void>>();
  const leaving = new Set<() => void>();
  let closed = false;

  function listen(topic: Topic, listener: () => void): () => void {
    const those = listeners.get(topic) ?? new Set();
    listeners.set(topic, those.add(listener));
    return () => {
      those.delete(listener);
      if (those.size === 0 && listeners.get(topic) === those) listeners.delete(topic);
    };
  }

  return {
    changed: (topic) => {
      for (const listener of [...(listeners.get(topic) ?? [])]) listener();
    },
    listen,
    until: (topic, done, waitMs, signal) => {
      if (closed || waitMs <= 0 || signal?.aborted || done()) return Promise.resolve();
      return new Promise((resolve) => {
        const leave = () => {
          cancel();
          stopListening();
          leaving.delete(leave);
          signal?.removeEventListener('abort', leave);
          resolve();
        };
        const stopListening = listen(topic, () => {
          if (done()) leave();
        });
        const cancel = clock.setTimeout(leave, waitMs);
        leaving.add(leave);
        signal?.addEventListener('abort', leave, { once: true });
      });
    },
    close: () => {
      closed = true;
      for (const leave of [...leaving]) leave();
    },
  };
}
