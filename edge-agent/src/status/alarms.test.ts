import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock, silentLog } from '@qiantai/foundation';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore, type Store } from '../store/database.ts';
import { openAlarmStore } from './alarm-store.ts';
import { openAlarms } from './alarms.ts';

let folder: string;
let store: Store;
let clock: FakeClock;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alarms-'));
  clock = new FakeClock();
  store = openStore(folder, clock);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const alarms = () => openAlarms({ store: openAlarmStore(store), nowMs: () => clock.nowMs(), log: silentLog });

test('an alarm outlives a restart until a person acknowledges it; the same again is counted', async () => {
  const startedMs = clock.nowMs();
  alarms().raise('ENTRY_DEAD', { terminalId: 'till-1', sequence: 3 });
  await clock.advance(1000);
  alarms().raise('ENTRY_DEAD', { terminalId: 'till-1', sequence: 3 });
  alarms().raise('REQUEST_DEAD', { kind: 'refund', key: 'k' });
  store.close();
  store = openStore(folder, clock);
  const [request, entry] = alarms().last();
  expect(request).toMatchObject({ code: 'REQUEST_DEAD', details: 'kind refund, key k', count: 1 });
  expect(entry).toMatchObject({ code: 'ENTRY_DEAD', count: 2, firstAtMs: startedMs, atMs: startedMs + 1000 });
  alarms().acknowledge(entry?.alarmId ?? 0, 'op-9');
  expect(alarms().last()).toEqual([request]);
  expect(() => alarms().acknowledge(entry?.alarmId ?? 0, 'op-9')).toThrow('no open alarm');
  // What happens again after that is another alarm.
  alarms().raise('ENTRY_DEAD', { terminalId: 'till-1', sequence: 3 });
  expect(
    alarms()
      .last()
      .map(({ code, count }) => `${code} ${count}`),
  ).toEqual(['ENTRY_DEAD 1', 'REQUEST_DEAD 1']);
});

test('their number is bounded: what was acknowledged goes first, then the oldest', async () => {
  alarms().raise('ENTRY_DEAD', { sequence: 0 });
  alarms().acknowledge(alarms().last()[0]?.alarmId ?? 0, 'op-9');
  for (let sequence = 1; sequence <= 500; sequence++) {
    alarms().raise('ENTRY_DEAD', { sequence });
    await clock.advance(1);
  }
  const details = () => store.sql.prepare('SELECT details FROM alarm ORDER BY alarm_id').pluck().all();
  expect([details().length, details()[0]]).toEqual([500, 'sequence 1']);
  alarms().raise('ENTRY_DEAD', { sequence: 501 });
  expect([details().length, details()[0]]).toEqual([500, 'sequence 2']);
});
