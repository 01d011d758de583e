/** What tills say of their devices: the last word of each, kept over a restart. */
import type { TillHealth } from '../status/board.ts';
import type { TillRecordStore } from './till-record-store.ts';

export interface HealthBook {
  report(terminalId: string, said: Pick<TillHealth, 'appVersion' | 'devices'>): void;
  /** For the page, and for whoever sends it up. */
  all(): TillHealth[];
}

/** A till that changes its mind each second is written down at most this often, milliseconds. */
const writtenEveryMs = 5_000;

export function openHealthBook(parts: {
  records: TillRecordStore;
  nowMs: () => number;
  /** A till said something else than before. */
  onChanged?: () => void;
}): HealthBook {
  const { records, nowMs } = parts;
  const known = new Map<string, TillHealth>(
    records
      .health()
      .map(({ terminalId, appVersion, reportedAtMs, devicesJson }) => [
        terminalId,
        { terminalId, appVersion, reportedAtMs, devices: JSON.parse(devicesJson) as TillHealth['devices'] },
      ]),
  );
  const writtenAtMs = new Map<string, number>();
  return {
    report: (terminalId, { appVersion, devices }) => {
      const reportedAtMs = nowMs();
      const before = known.get(terminalId);
      known.set(terminalId, { terminalId, appVersion, reportedAtMs, devices });
      if (statesOf(before) !== statesOf(known.get(terminalId))) parts.onChanged?.();
      if (reportedAtMs - (writtenAtMs.get(terminalId) ?? 0) < writtenEveryMs) return;
      writtenAtMs.set(terminalId, reportedAtMs);
      records.putHealth(terminalId, appVersion, reportedAtMs, JSON.stringify(devices));
    },
    all: () => [...known.values()].sort((a, b) => (a.terminalId < b.terminalId ? -1 : 1)),
  };
}

/** What matters from afar: counters move all the time. */
function statesOf(health: TillHealth | undefined): string {
  return JSON.stringify([
    health?.appVersion,
    health?.devices.map(({ kind, state, reasonCode }) => [kind, state, reasonCode]),
  ]);
}
