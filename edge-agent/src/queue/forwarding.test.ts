import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entryStatus, type Forwarding, forwarded } from './forwarding.ts';
import { nextQueueStatus, type QueueEvent, queueEvents, queueTransitions } from './queue-transitions.ts';

const goesAway: readonly QueueEvent[] = ['withdrawn', 'written_off'];

/** Entries 1 to 4 are acknowledged; 5 to 7 are on their way while the place is `sending`; 8 came later. */
function place(status: Forwarding['status']): Forwarding {
  return {
    terminalId: 'till-1',
    acknowledgedSequence: 4,
    status,
    leasedSequence: status === 'sending' ? 7 : 0,
    unansweredCount: 2,
    rejectedCount: 3,
    nextTryAtMs: 900,
    lastCode: 'OLD',
    lastMessage: 'old',
  };
}

const statuses = (forwarding: Forwarding) => [4, 5, 6, 7, 8].map((sequence) => entryStatus(forwarding, sequence));

describe('the place of a journal', () => {
  test('says the status of every entry', () => {
    expect(statuses(place('recorded'))).toEqual(['acknowledged', 'recorded', 'recorded', 'recorded', 'recorded']);
    expect(statuses(place('sending'))).toEqual(['acknowledged', 'sending', 'sending', 'sending', 'recorded']);
    expect(statuses(place('dead'))).toEqual(['acknowledged', 'dead', 'recorded', 'recorded', 'recorded']);
  });

  for (const status of ['recorded', 'sending', 'dead'] as const) {
    for (const event of queueEvents) {
      // A fact is neither taken back nor written off.
      const expected = goesAway.includes(event) ? undefined : queueTransitions[status][event];
      test(`${status} + ${event}: its first entry is ${expected ?? 'refused'}`, () => {
        const note = { throughSequence: event === 'leased' ? 7 : 5, nextTryAtMs: 1000, code: 'NEW', message: 'new' };
        if (!expected) {
          expect(() => forwarded(place(status), event, note)).toThrow(`${status} does not take the event ${event}`);
          return;
        }
        const after = forwarded(place(status), event, note);
        expect(entryStatus(after, 5)).toBe(expected);
        if (event === 'leased') expect(after).toEqual({ ...place(status), status: 'sending', leasedSequence: 7 });
      });
    }
  }

  test('moves up with what is acknowledged; the rest is still on its way, with nothing held against it', () => {
    const some = forwarded(place('sending'), 'answered', { throughSequence: 6 });
    expect([5, 6, 7, 8].map((sequence) => entryStatus(some, sequence))).toEqual([
      'acknowledged',
      'acknowledged',
      'sending',
      'recorded',
    ]);
    expect(some).toMatchObject({ unansweredCount: 0, rejectedCount: 0, nextTryAtMs: 0, lastCode: '', lastMessage: '' });
    const refused = forwarded(some, 'refused', { nextTryAtMs: 1000, code: 'NEW' });
    expect(refused).toMatchObject({ acknowledgedSequence: 6, status: 'recorded', leasedSequence: 0, rejectedCount: 1 });
    expect(forwarded(place('sending'), 'answered', { throughSequence: 7 })).toMatchObject({
      acknowledgedSequence: 7,
      status: 'recorded',
      leasedSequence: 0,
    });
  });

  test('counts what was missed and refused; a person starts the count anew', () => {
    expect(forwarded(place('sending'), 'unanswered', {})).toMatchObject({ unansweredCount: 3, rejectedCount: 3 });
    expect(forwarded(place('sending'), 'restarted', {})).toMatchObject({ unansweredCount: 3, rejectedCount: 3 });
    expect(forwarded(place('sending'), 'deferred', {})).toMatchObject({ unansweredCount: 2, rejectedCount: 3 });
    expect(forwarded(place('sending'), 'refused_for_good', {})).toMatchObject({ status: 'dead', rejectedCount: 4 });
    expect(forwarded(place('dead'), 'retried', {})).toMatchObject({ unansweredCount: 0, rejectedCount: 0 });
  });

  test('gives every entry the status that a row of its own would have', () => {
    const steps = fc.array(
      fc.record({
        event: fc.constantFrom(...queueEvents.filter((one) => !goesAway.includes(one))),
        count: fc.integer({ min: 1, max: 4 }),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(steps, (taken) => {
        let now: Forwarding = { ...place('recorded'), acknowledgedSequence: 0, unansweredCount: 0, rejectedCount: 0 };
        const rows = Array.from({ length: 200 }, () => 'recorded' as ReturnType<typeof entryStatus>);
        for (const { event, count } of taken) {
          const first = now.acknowledgedSequence;
          if (!queueTransitions[now.status][event]) continue;
          const sent = Math.max(now.leasedSequence - first, 1);
          const length = event === 'leased' ? count : event === 'answered' ? Math.min(count, sent) : sent;
          now = forwarded(now, event, { throughSequence: first + length });
          for (let n = first; n < first + length; n++) {
            // What stops the first entry sends the ones behind it back.
            const own = n > first && event.startsWith('refused') ? 'deferred' : event;
            rows[n] = nextQueueStatus(rows[n] ?? 'recorded', own);
          }
        }
        expect(rows.map((_, index) => entryStatus(now, index + 1))).toEqual(rows);
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});
