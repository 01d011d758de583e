/**
 * The end of a call, by two measures at once: the clock passed in must have moved by `timeoutMs`, and the
 * machine must have had `realMsMin`. A clock that runs twenty times as fast would otherwise give a network
 * round trip half a second.
 */
import type { Clock } from '@qiantai/foundation';

/** Real milliseconds that input and output get at the least. */
export const realMsMinDefault = 2500;

export interface CallTimeout {
  signal: AbortSignal;
  cancel(): void;
}

export function callTimeout(clock: Clock, timeoutMs: number, realMsMin = realMsMinDefault): CallTimeout {
  const controller = new AbortController();
  let waitsFor = 2;
  const elapsed = () => {
    waitsFor -= 1;
    if (waitsFor === 0) controller.abort(new Error(`no answer within ${timeoutMs} ms`));
  };
  const cancelClock = clock.setTimeout(elapsed, timeoutMs);
  const realTimer = setTimeout(elapsed, realMsMin);
  return {
    signal: controller.signal,
    cancel: () => {
      cancelClock();
      clearTimeout(realTimer);
    },
  };
}
