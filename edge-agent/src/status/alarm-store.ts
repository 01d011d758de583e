/** The table of alarms. */
import { agentError } from '../errors.ts';
import type { Store } from '../store/database.ts';
import type { Alarm, AlarmCode } from './board.ts';

/** Kept in all; those that were acknowledged go first, then the oldest. */
const keptMax = 500;
const detailsCharactersMax = 500;

interface Row {
  alarm_id: number;
  code: AlarmCode;
  details: string;
  first_at_ms: number;
  last_at_ms: number;
  count: number;
}

export type AlarmStore = ReturnType<typeof openAlarmStore>;

export function openAlarmStore(store: Store) {
  const { sql } = store;
  const raise = sql.prepare(
    `INSERT INTO alarm (code, details, first_at_ms, last_at_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT (code, details) WHERE acknowledged_at_ms = 0
     DO UPDATE SET count = count + 1, last_at_ms = excluded.last_at_ms`,
  );
  const trim = sql.prepare(
    `DELETE FROM alarm WHERE alarm_id IN (
       SELECT alarm_id FROM alarm ORDER BY acknowledged_at_ms = 0 DESC, last_at_ms DESC, alarm_id DESC LIMIT -1 OFFSET ?)`,
  );
  const open = sql.prepare<[number], Row>(
    `SELECT alarm_id, code, details, first_at_ms, last_at_ms, count FROM alarm
     WHERE acknowledged_at_ms = 0 ORDER BY last_at_ms DESC, alarm_id DESC LIMIT ?`,
  );
  const acknowledge = sql.prepare(
    'UPDATE alarm SET acknowledged_at_ms = ?, acknowledged_by = ? WHERE alarm_id = ? AND acknowledged_at_ms = 0',
  );
  return {
    raise: (alarm: { code: AlarmCode; details: string; atMs: number }): void =>
      store.transact(() => {
        raise.run(alarm.code, alarm.details.slice(0, detailsCharactersMax), alarm.atMs, alarm.atMs);
        trim.run(keptMax);
      }),
    open: (limit: number): Alarm[] =>
      open.all(limit).map((row) => ({
        alarmId: row.alarm_id,
        atMs: row.last_at_ms,
        firstAtMs: row.first_at_ms,
        count: row.count,
        code: row.code,
        details: row.details,
      })),
    acknowledge(alarmId: number, by: { operatorId: string; atMs: number }): void {
      // An instant before 1970 would read as "nobody yet".
      const done = acknowledge.run(Math.max(1, by.atMs), by.operatorId, alarmId);
      if (done.changes === 0) throw agentError('ALARM_NOT_FOUND', { alarmId });
    },
  };
}
