/**
 * When work that nobody waits for may have the process to itself, and for how long: tills are served between its
 * slices, and while one of them is being served the slices are short and further apart.
 */
import type { Clock } from '@qiantai/foundation';

const sliceMs = 4;
const sliceBesideTillsMs = 1.5;
const pauseBesideTillsMs = 5;
/** A till that called within this time is being served. */
const servedMs = 200;

export interface PoliteTurns {
  /** A till called. */
  called(): void;
  /** Resolves when the next slice may begin, with the milliseconds that it may take. */
  turn(): Promise<number>;
}

export function openPoliteTurns(clock: Pick<Clock, 'monotonicMs' | 'sleep'>): PoliteTurns {
  let calledAtMs = Number.NEGATIVE_INFINITY;
  return {
    called: () => {
      calledAtMs = clock.monotonicMs();
    },
    turn: async () => {
      if (clock.monotonicMs() - calledAtMs < servedMs) {
        await clock.sleep(pauseBesideTillsMs);
        return sliceBesideTillsMs;
      }
      // Whatever came in meanwhile goes first.
      await new Promise<void>((resolve) => setImmediate(resolve));
      return sliceMs;
    },
  };
}
