/** How often the line broke since the agent started, and for how long it was down. */
import type { Line } from '../offline/policy.ts';

export interface LineRecord {
  changed(line: Line, atMs: number): void;
  read(nowMs: number): { flaps: number; offlineMs: number };
}

export function openLineRecord(startedAtMs: number): LineRecord {
  let flaps = 0;
  let closedMs = 0;
  let downSinceMs: number | undefined = startedAtMs;
  return {
    changed: (line, atMs) => {
      if (line.status === 'online') {
        if (downSinceMs !== undefined) closedMs += Math.max(0, atMs - downSinceMs);
        downSinceMs = undefined;
      } else if (downSinceMs === undefined) {
        flaps += 1;
        downSinceMs = atMs;
      }
    },
    read: (nowMs) => ({
      flaps,
      offlineMs: Math.round(closedMs + (downSinceMs === undefined ? 0 : Math.max(0, nowMs - downSinceMs))),
    }),
  };
}
