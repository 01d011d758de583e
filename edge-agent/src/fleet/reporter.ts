/** Sends the health report at intervals, and soon after something in it changed. */
import type { Clock, Log } from '@qiantai/foundation';
import { errorText } from '@qiantai/foundation';
import type { HealthReport } from '@qiantai/protos';
import type { FleetCalls, WantedVersion } from './fleet-calls.ts';

export interface ReportTiming {
  intervalMs: number;
  /** How soon after a change; what changes every second is told no more often than this. */
  soonMs: number;
}

export const reportTiming: ReportTiming = { intervalMs: 60_000, soonMs: 5000 };

export interface Reporter {
  /** Something may have changed. */
  changed(): void;
  stop(): Promise<void>;
}

export function openReporter(parts: {
  report: () => HealthReport;
  calls: () => FleetCalls | undefined;
  isOnline: () => boolean;
  onWanted: (wanted: WantedVersion[]) => void;
  timing: ReportTiming;
  clock: Clock;
  log: Log;
}): Reporter {
  const { clock, timing, log } = parts;
  const stopping = new AbortController();
  let wake: AbortController | undefined;
  let told = '';

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await tell().catch((error: unknown) => log.error({ error: errorText(error) }, 'fleet.report_failed'));
      wake = new AbortController();
      await clock.sleep(timing.intervalMs, AbortSignal.any([wake.signal, stopping.signal])).catch(() => undefined);
      if (wake.signal.aborted) await clock.sleep(timing.soonMs, stopping.signal).catch(() => undefined);
    }
  }

  async function tell(): Promise<void> {
    const calls = parts.calls();
    if (!calls || !parts.isOnline()) return;
    const report = parts.report();
    const outcome = await calls.reportHealth(JSON.stringify(report));
    if (outcome.kind === 'answered') {
      told = gist(report);
      parts.onWanted(outcome.value);
    } else log.info({ outcome }, 'fleet.report_not_taken');
  }

  const running = run();
  return {
    changed: () => {
      if (wake && !wake.signal.aborted && parts.isOnline() && gist(parts.report()) !== told) wake.abort();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

/** What is worth a report before its time: states, not counters. */
function gist(report: HealthReport): string {
  const { standing, drained, offlineMode, cashOnly, line, queue, settingsVersion, alarms, terminals } = report;
  const tills = terminals.map(({ terminalId, appVersion, devices }) => ({ terminalId, appVersion, devices }));
  return JSON.stringify([
    standing,
    drained,
    offlineMode,
    cashOnly,
    line.online,
    line.flaps,
    queue.dead,
    settingsVersion,
    alarms[0]?.atMs,
    tills,
  ]);
}
