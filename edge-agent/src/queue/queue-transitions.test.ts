import { describe, expect, test } from 'vitest';
import { nextQueueStatus, queueEvents, queueStatuses, queueTransitions } from './queue-transitions.ts';

/** The table once more, by hand: what stands here is what the table must say, everything else is refused. */
const allowed: Record<string, string> = {
  'recorded leased': 'sending',
  'recorded withdrawn': 'withdrawn',
  'recorded secret_lost': 'dead',
  'sending answered': 'acknowledged',
  'sending unanswered': 'recorded',
  'sending deferred': 'recorded',
  'sending restarted': 'recorded',
  'sending refused': 'recorded',
  'sending refused_for_good': 'dead',
  'sending withdrawn': 'withdrawn',
  'acknowledged answered_again': 'acknowledged',
  'dead retried': 'recorded',
  'dead corrected': 'recorded',
  'dead written_off': 'withdrawn',
  'dead answered': 'acknowledged',
};

describe('states of a queue row', () => {
  for (const status of queueStatuses) {
    for (const event of queueEvents) {
      const expected = allowed[`${status} ${event}`];
      test(`${status} + ${event} = ${expected ?? 'refused'}`, () => {
        if (expected) expect(nextQueueStatus(status, event)).toBe(expected);
        else expect(() => nextQueueStatus(status, event)).toThrow(`${status} does not take the event ${event}`);
      });
    }
  }

  test('every state can be reached', () => {
    const reached = new Set(['recorded', ...queueStatuses.flatMap((from) => Object.values(queueTransitions[from]))]);
    expect([...reached].sort()).toEqual([...queueStatuses].sort());
  });

  test('only a person leads out of dead: no event of the drainer does', () => {
    const ofDrainer = ['leased', 'unanswered', 'deferred', 'restarted', 'refused', 'refused_for_good'] as const;
    for (const event of ofDrainer) expect(queueTransitions.dead[event]).toBeUndefined();
  });

  test('what is acknowledged is never sent again', () => {
    expect(Object.values(queueTransitions.acknowledged)).toEqual(['acknowledged']);
    expect(Object.values(queueTransitions.withdrawn)).toEqual([]);
  });
});
