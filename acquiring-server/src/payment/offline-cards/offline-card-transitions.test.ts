import { describe, expect, test } from 'vitest';
import {
  nextOfflineCardStatus,
  offlineCardEvents,
  offlineCardStatuses,
  offlineCardTransitions,
  openOfflineCardStatuses,
} from './offline-card-transitions.ts';

/** The table once more, by hand: everything else is refused. */
const allowed: Record<string, string> = {
  'taken approved': 'approved',
  'taken declined': 'declined',
  'declined approved': 'approved',
  'declined represented': 'representing',
  'declined recovered': 'recovered',
  'declined write_off_requested': 'write_off_requested',
  'representing approved': 'approved',
  'representing declined': 'declined',
  'write_off_requested approved': 'approved',
  'write_off_requested write_off_refused': 'declined',
  'write_off_requested written_off': 'written_off',
  'written_off approved': 'approved',
};

describe('a card that was taken offline', () => {
  for (const status of offlineCardStatuses) {
    for (const event of offlineCardEvents) {
      const expected = allowed[`${status} ${event}`];
      test(`${status} + ${event} = ${expected ?? 'refused'}`, () => {
        expect(nextOfflineCardStatus(status, event)).toBe(expected);
      });
    }
  }

  test('can come to every state, and what is open can end', () => {
    const reached = new Set([
      'taken',
      ...offlineCardStatuses.flatMap((from) => Object.values(offlineCardTransitions[from])),
    ]);
    expect([...reached].sort()).toEqual([...offlineCardStatuses].sort());
    const open: readonly string[] = openOfflineCardStatuses;
    for (const status of openOfflineCardStatuses) {
      expect(Object.keys(offlineCardTransitions[status]).length, status).toBeGreaterThan(0);
    }
    expect(offlineCardStatuses.filter((status) => !open.includes(status))).toEqual([
      'approved',
      'recovered',
      'written_off',
    ]);
  });
});
