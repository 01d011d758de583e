/** One timer for the earliest of many instants; the later ones are found again by whoever is woken. */
import type { Cancel, Clock } from '@qiantai/foundation';

export interface Alarm {
  /** Rings at this instant of the clock or earlier, where somebody listens. */
  ringAt(atMs: number): void;
  /** Listens until the returned function is called. */
  listen(onRing: () => void): Cancel;
}

export function createAlarm(clock: Clock): Alarm {
  let listener: (() => void) | undefined;
  let set: { atMs: number; cancel: Cancel } | undefined;
  const clear = () => {
    set?.cancel();
    set = undefined;
  };
  return {
    ringAt: (atMs) => {
      if (!listener || (set && set.atMs <= atMs)) return;
      clear();
      const cancel = clock.setTimeout(
        () => {
          set = undefined;
          listener?.();
        },
        Math.max(0, atMs - clock.nowMs()),
      );
      set = { atMs, cancel };
    },
    listen: (onRing) => {
      listener = onRing;
      return () => {
        listener = undefined;
        clear();
      };
    },
  };
}
