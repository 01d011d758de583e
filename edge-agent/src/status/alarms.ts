import type { Log } from '@qiantai/foundation';
import type { AlarmStore } from './alarm-store.ts';
import type { Alarm, RaiseAlarm } from './board.ts';

/** Shown on the page. */
const shownMax = 50;

export interface Alarms {
  raise: RaiseAlarm;
  /** Those that nobody has acknowledged, newest first. */
  last(): Alarm[];
  /** A person has seen it. @throws CodedError ALARM_NOT_FOUND */
  acknowledge(alarmId: number, operatorId: string): void;
}

/**
 * What a person should know of: logged, kept over a restart until a person says so, and bounded. The same again is
 * counted at the one that stands. Inside a transaction an alarm is kept or lost with it, as its cause is.
 */
export function openAlarms(parts: { store: AlarmStore; nowMs: () => number; log: Log }): Alarms {
  const { store } = parts;
  return {
    raise: (code, details) => {
      parts.log.error({ ...details, alarm: code }, 'agent.alarm');
      const text = Object.entries(details)
        .map(([name, value]) => `${name} ${value}`)
        .join(', ');
      store.raise({ code, details: text, atMs: parts.nowMs() });
    },
    last: () => store.open(shownMax),
    acknowledge: (alarmId, operatorId) => store.acknowledge(alarmId, { operatorId, atMs: parts.nowMs() }),
  };
}
