import { describe, expect, test } from 'vitest';
import { agentOrderAfter, agentOrderEvents, agentOrderStates, agentOrderTransitions } from './agent-order-states.ts';
import { renewAtMs } from './certificate-times.ts';
import { cashOnlyReason, withoutContactMs } from './contact.ts';
import { openLineRecord } from './line-record.ts';
import { chunks } from './order-runner.ts';
import { eventOfRefusal, mustWipe, standingAfter, standingEvents, standings, standingTransitions } from './standing.ts';

const refused = expect.objectContaining({ code: 'FLEET_BAD_TRANSITION' });

describe('how an agent stands', () => {
  const meant: Record<string, string> = {
    'active probed_active': 'active',
    'active probed_retiring': 'retiring',
    'active refused_retired': 'retired',
    'active refused_revoked': 'revoked',
    'retiring probed_retiring': 'retiring',
    'retiring refused_retired': 'retired',
    'retiring refused_revoked': 'revoked',
    'retired refused_retired': 'retired',
    'retired refused_revoked': 'revoked',
    'retired enrolled': 'active',
    'revoked refused_revoked': 'revoked',
    'revoked enrolled': 'active',
  };
  test.each(standings.flatMap((standing) => standingEvents.map((event) => [standing, event] as const)))(
    '%s × %s',
    (standing, event) => {
      const after = meant[`${standing} ${event}`];
      if (after) expect(standingAfter(standing, event)).toBe(after);
      else expect(() => standingAfter(standing, event)).toThrowError(refused);
    },
  );

  test('every standing is reached, and a revoked one comes back by a new activation alone', () => {
    expect(reached('active', standingTransitions)).toEqual(new Set(standings));
    const back = standingEvents.filter((event) => standingTransitions.revoked[event] === 'active');
    expect(back).toEqual(['enrolled']);
    expect(standings.filter(mustWipe)).toEqual(['retired', 'revoked']);
  });

  test('what refusals say of it', () => {
    expect(eventOfRefusal('CALLER_REVOKED')).toBe('refused_revoked');
    expect(eventOfRefusal('CALLER_RETIRED')).toBe('refused_retired');
    expect(eventOfRefusal('CALLER_UNKNOWN')).toBeUndefined();
  });
});

describe('an order at the agent', () => {
  const meant: Record<string, string> = {
    'received start': 'running',
    'received restarted': 'received',
    'running succeed': 'done',
    'running fail': 'failed',
    'running restarted': 'received',
    'done deliver': 'delivered',
    'done restarted': 'done',
    'failed deliver': 'delivered',
    'failed restarted': 'failed',
    'delivered restarted': 'delivered',
  };
  test.each(agentOrderStates.flatMap((state) => agentOrderEvents.map((event) => [state, event] as const)))(
    '%s × %s',
    (state, event) => {
      const after = meant[`${state} ${event}`];
      if (after) expect(agentOrderAfter(state, event)).toBe(after);
      else expect(() => agentOrderAfter(state, event)).toThrowError(refused);
    },
  );

  test('every state is reached, and what has an outcome is never carried out again', () => {
    expect(reached('received', agentOrderTransitions)).toEqual(new Set(agentOrderStates));
    for (const state of ['done', 'failed', 'delivered'] as const) {
      expect(reached(state, agentOrderTransitions).has('running')).toBe(false);
    }
  });
});

describe('a certificate', () => {
  const dayMs = 86_400_000;
  const life = { notBeforeMs: 0, notAfterMs: 90 * dayMs };
  test('is renewed around two thirds of its life, each agent at its own time', () => {
    const times = [0, 0.5, 0.999].map((fraction) => renewAtMs(life, fraction) / dayMs);
    expect(times).toEqual([57.75, 60, expect.closeTo(62.2455, 3)]);
  });
});

describe('time without contact', () => {
  const facts = { lastContactMs: 0, revoked: false, withoutContactMs: 0 };
  test('is counted by the latest instant that the clock ever showed', () => {
    expect(withoutContactMs({ lastContactMs: 1000, latestMs: 0, nowMs: 5000 })).toBe(4000);
    // Set back by a day: nothing is gained.
    expect(withoutContactMs({ lastContactMs: 1000, latestMs: 5000, nowMs: -86_400_000 })).toBe(4000);
    expect(withoutContactMs({ lastContactMs: 9000, latestMs: 5000, nowMs: 5000 })).toBe(0);
  });

  test('leaves nothing but cash once it is too long, where the policy sets a bound', () => {
    const policy = { offlineWithoutContactMsMax: 7_200_000 };
    expect(cashOnlyReason({ ...facts, withoutContactMs: 7_199_999 }, policy)).toBeUndefined();
    expect(cashOnlyReason({ ...facts, withoutContactMs: 7_200_000 }, policy)).toBe('CONTACT_TOO_OLD');
    expect(cashOnlyReason({ ...facts, withoutContactMs: 7_200_000 }, undefined)).toBeUndefined();
    expect(cashOnlyReason({ ...facts, withoutContactMs: 9e12 }, { offlineWithoutContactMsMax: 0 })).toBeUndefined();
    expect(cashOnlyReason({ ...facts, revoked: true }, undefined)).toBe('AGENT_REVOKED');
  });
});

test('the record of a line counts its breaks and the time that it was down', () => {
  const record = openLineRecord(1000);
  expect(record.read(3000)).toEqual({ flaps: 0, offlineMs: 2000 });
  record.changed({ status: 'online', sinceMs: 4000 }, 4000);
  record.changed({ status: 'offline', sinceMs: 10_000, reasonCode: 'SERVER_SILENT' }, 10_000);
  record.changed({ status: 'offline', sinceMs: 10_000, reasonCode: 'SERVER_UNREACHABLE' }, 11_000);
  record.changed({ status: 'online', sinceMs: 12_000 }, 12_000);
  expect(record.read(99_000)).toEqual({ flaps: 1, offlineMs: 5000 });
});

test('lines go up whole, in pieces that the server takes; of too many the oldest stay behind', () => {
  expect(chunks([])).toEqual(['']);
  const line = (number: number) => `${String(number).padEnd(99_999, '.')}\n`;
  const pieces = chunks(Array.from({ length: 50 }, (_, index) => line(index)));
  expect(pieces).toHaveLength(16);
  expect(pieces.every((piece) => piece.length <= 262_144 && piece.endsWith('\n'))).toBe(true);
  const numbers = pieces
    .join('')
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => Number.parseInt(text, 10));
  expect(numbers).toEqual(Array.from({ length: 32 }, (_, index) => index + 18));
});

function reached<State extends string>(
  from: State,
  table: Readonly<Record<State, Partial<Record<string, State>>>>,
): Set<State> {
  const found = new Set<State>([from]);
  for (const state of found) for (const next of Object.values(table[state])) found.add(next as State);
  return found;
}
