/** How long a reader of many rows rests between chunks, so that postings keep the machine. */
import type { Clock } from '@qiantai/foundation';

/** Reads for no more than this share of the time. */
export function politeRest(machine: Pick<Clock, 'sleep'>, share: number): (lastChunkMs: number) => Promise<void> {
  if (!(share > 0 && share <= 1)) throw new RangeError(`${share} is no share of the time`);
  return async (lastChunkMs) => await machine.sleep(lastChunkMs * (1 / share - 1));
}
