import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { moveStoreState, readStoreState, storeEvents, storeStatuses, storeTransitions } from './store-state.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const allowed: Record<string, string> = {
  'healthy damage_seen': 'suspect',
  'healthy confirmed': 'quarantined',
  'suspect damage_seen': 'suspect',
  'suspect disproved': 'healthy',
  'suspect restoration_goes_on': 'restoring',
  'suspect confirmed': 'quarantined',
  'quarantined moved': 'restoring',
  'restoring damage_seen': 'suspect',
  'restoring confirmed': 'quarantined',
  'restoring restored': 'healthy',
};
const ways: Record<string, Array<(typeof storeEvents)[number]>> = {
  healthy: [],
  suspect: ['damage_seen'],
  quarantined: ['confirmed'],
  restoring: ['confirmed', 'moved'],
};

describe('states of the database', () => {
  for (const status of storeStatuses) {
    for (const event of storeEvents) {
      const expected = allowed[`${status} ${event}`];
      test(`${status} + ${event} = ${expected ?? 'refused'}`, () => {
        for (const step of ways[status] ?? []) moveStoreState(folder, step, { nowMs: 1, why: 'w', quarantine: 'q-1' });
        expect(readStoreState(folder).status).toBe(status);
        if (expected) {
          moveStoreState(folder, event, { nowMs: 2 });
          expect(readStoreState(folder).status).toBe(expected);
        } else {
          expect(() => moveStoreState(folder, event, { nowMs: 2 })).toThrow('does not go so');
          expect(readStoreState(folder).status).toBe(status);
        }
      });
    }
  }

  test('every state can be reached, and a file of another hand is refused', () => {
    const reached = new Set(['healthy', ...storeStatuses.flatMap((from) => Object.values(storeTransitions[from]))]);
    expect([...reached].sort()).toEqual([...storeStatuses].sort());
    writeFileSync(join(folder, 'store-state.json'), '{"status":"fine"}');
    expect(() => readStoreState(folder)).toThrow('does not read');
  });
});
