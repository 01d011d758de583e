/**
 * The server's clock less ours, for the entries of the journal. Measured by each probe; between two probes a jump of
 * this machine's clock is seen at once, since the monotonic reading does not jump with it.
 */
import type { Clock } from '@qiantai/foundation';

/** Both readings of one instant. */
export interface Reading {
  wallMs: number;
  monotonicMs: number;
}

/** Stored again when it moved by this. */
const stepMs = 50;
/** The machine's clock is steered by less than this between two probes; more is a jump. */
const jumpMs = 1000;

export interface ClockOffset {
  ms(): number;
  /** Takes the answer to a probe that was sent at `sent`. */
  measured(serverTimeMs: number, sent: Reading): void;
}

export function readClock(clock: Pick<Clock, 'nowMs' | 'monotonicMs'>): Reading {
  return { wallMs: clock.nowMs(), monotonicMs: clock.monotonicMs() };
}

export function openClockOffset(parts: {
  clock: Pick<Clock, 'nowMs' | 'monotonicMs'>;
  stored: number;
  store: (offsetMs: number) => void;
}): ClockOffset {
  const { clock } = parts;
  let offsetMs = parts.stored;
  /** The server's time at a monotonic reading of ours; unknown until the first answer. */
  let known: { serverMs: number; monotonicMs: number } | undefined;

  function keep(measuredMs: number): void {
    if (Math.abs(measuredMs - offsetMs) < stepMs) return;
    offsetMs = measuredMs;
    parts.store(measuredMs);
  }

  return {
    ms: () => {
      if (known) {
        const now = readClock(clock);
        const expectedMs = Math.round(known.serverMs + (now.monotonicMs - known.monotonicMs) - now.wallMs);
        if (Math.abs(expectedMs - offsetMs) >= jumpMs) offsetMs = expectedMs;
      }
      return offsetMs;
    },
    measured: (serverTimeMs, sent) => {
      const heard = readClock(clock);
      // The server read its clock half way; our own may have jumped meanwhile.
      const roundTripMs = Math.max(0, heard.monotonicMs - sent.monotonicMs);
      const serverMs = serverTimeMs + roundTripMs / 2;
      known = { serverMs, monotonicMs: heard.monotonicMs };
      keep(Math.round(serverMs - heard.wallMs));
    },
  };
}
