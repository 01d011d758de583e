import type { Log } from '@qiantai/foundation';
import type { Alarm, RaiseAlarm } from './board.ts';

const keptMax = 50;

export interface Alarms {
  raise: RaiseAlarm;
  /** Newest first. */
  last(): Alarm[];
}

/** What a person should know of: logged, counted, and the last ones shown on the page. */
export function openAlarms(parts: { nowMs: () => number; log: Log }): Alarms {
  let alarms: Alarm[] = [];
  return {
    raise: (code, details) => {
      parts.log.error({ ...details, alarm: code }, 'agent.alarm');
      const text = Object.entries(details)
        .map(([name, value]) => `${name} ${value}`)
        .join(', ');
      alarms = [{ atMs: parts.nowMs(), code, details: text }, ...alarms].slice(0, keptMax);
    },
    last: () => alarms,
  };
}
